/** One input as a card asks it. `error` is the sentence at the field, '' where it is fine. */
export type Asked = {
  readonly id: string
  readonly label: string
  readonly help: string
  readonly kind: 'line' | 'words' | 'person' | 'date' | 'choice'
  readonly value: string
  readonly error: string
  readonly most: number
  /** What can be chosen; a person comes with their accounts, for platforms that pick people themselves. */
  readonly options: readonly {
    readonly id: string
    readonly label: string
    readonly accounts?: readonly string[]
  }[]
}

/** One kind of card and its facts. */
export type Of<K extends string, Facts> = { readonly kind: K } & Readonly<Facts>
/** What a certification's card says on top and at the foot. */
export type Headed = { certification: string; name: string; state: string; policyVersion: number }

export type Driver = { readonly question: string; readonly answer: string; readonly why: string }
export type StepLine = {
  readonly id: string
  readonly title: string
  readonly state: 'open' | 'asked' | 'passed' | 'refused'
  /** Who passes it, in words: "you", "Priya Nair", "the security role". */
  readonly who: string
  /** What somebody said when refusing it; '' otherwise. */
  readonly said: string
}
