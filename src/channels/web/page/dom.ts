type Child = Node | string | undefined

/** Makes an element; `true` sets an attribute without a value, `false` and `undefined` leave it out. */
export const h = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | boolean | undefined>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.filter((child) => child !== undefined))
  return element
}

/** A button that does one thing. */
export const button = (
  label: string,
  attributes: Readonly<Record<string, string | boolean | undefined>>,
  press: () => void,
): HTMLButtonElement => {
  const element = h('button', { type: 'button', ...attributes }, label)
  element.addEventListener('click', press)
  return element
}

/** The element of the page's own HTML with this id. */
export const byId = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}`)
  return element
}

/** Remembers a choice of the visitor in this browser; a browser that refuses is asked in vain, and that is fine. */
export const remembered = (name: string): string | undefined => {
  try {
    return localStorage.getItem(`assay.${name}`) ?? undefined
  } catch {
    return undefined
  }
}

export const rememberAs = (name: string, value: string): void => {
  try {
    localStorage.setItem(`assay.${name}`, value)
  } catch {
    // Private windows may refuse to store; the choice then lasts as long as the page.
  }
}
