/**
 * How cards look: the measures of Teams, the colours of the page's style sheet. Colours are its variables, so that
 * light and dark need no second configuration and switch at once.
 */
const colours = {
  default: { default: 'var(--ink)', subtle: 'var(--quiet)' },
  dark: { default: 'var(--ink)', subtle: 'var(--quiet)' },
  light: { default: 'var(--ink)', subtle: 'var(--quiet)' },
  accent: { default: 'var(--accent-ink)', subtle: 'var(--accent-ink)' },
  good: { default: 'var(--good)', subtle: 'var(--good)' },
  warning: { default: 'var(--warning)', subtle: 'var(--warning)' },
  attention: { default: 'var(--attention)', subtle: 'var(--attention)' },
}

const container = (name: string) => ({
  backgroundColor: `var(--${name}-ground)`,
  borderColor: `var(--${name}-line)`,
  foregroundColors: colours,
})

const font = {
  fontFamily: 'inherit',
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 23 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
}

export const hostConfig = {
  supportsInteractivity: true,
  spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  fontTypes: { default: font, monospace: font },
  lineHeights: { small: 17, default: 21, medium: 23, large: 25, extraLarge: 30 },
  imageSizes: { small: 40, medium: 80, large: 160 },
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false } },
  containerStyles: {
    default: { backgroundColor: 'transparent', foregroundColors: colours },
    emphasis: container('emphasis'),
    accent: container('accent'),
    good: container('good'),
    warning: container('warning'),
    attention: container('attention'),
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', size: 'small', weight: 'bolder' },
  },
  actions: {
    maxActions: 6,
    spacing: 'medium',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 10, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
}
