/** How cards look: the renderer's own settings. Colours have a contrast of at least 4.5 on their ground. */

const marked = { default: "#ffe9a8", subtle: "#ffe9a8" };
const pair = (colour, subtle) => ({ default: colour, subtle, highlightColors: marked });

const colours = {
  default: pair("#1b2530", "#4d5a66"),
  dark: pair("#1b2530", "#4d5a66"),
  light: pair("#4d5a66", "#4d5a66"),
  accent: pair("#0b5566", "#2b6a79"),
  good: pair("#1d6b3a", "#2d7548"),
  warning: pair("#8a4b00", "#915a18"),
  attention: pair("#a4262c", "#ab3f44"),
};

const ground = (backgroundColor, borderColor) => ({ backgroundColor, borderColor, foregroundColors: colours });

/** The settings for a card in a window of this width, in pixels. */
export const hostConfig = (width) => ({
  supportsInteractivity: true,
  fontFamily: "inherit",
  fontSizes: { small: 13, default: 15, medium: 16, large: 19, extraLarge: 22 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  lineHeights: { small: 18, default: 22, medium: 23, large: 26, extraLarge: 29 },
  spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: width < 480 ? 12 : 16 },
  separator: { lineThickness: 1, lineColor: "#dde3e8" },
  imageSizes: { small: 40, medium: 80, large: 160 },
  imageSet: { imageSize: "medium", maxImageHeight: 100 },
  containerStyles: {
    default: ground("#ffffff", "#d5dce2"),
    emphasis: ground("#f2f5f7", "#d5dce2"),
    accent: ground("#e6f2f5", "#a9cdd6"),
    good: ground("#e8f4ec", "#acd4ba"),
    warning: ground("#fdf3e3", "#e8c896"),
    attention: ground("#fcebec", "#e8b3b6"),
  },
  actions: {
    maxActions: 6,
    spacing: "default",
    buttonSpacing: 8,
    showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    preExpandSingleShowCardAction: false,
  },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { weight: "bolder", suffix: " *", suffixColor: "attention" },
      optionalInputs: { weight: "bolder" },
    },
    errorMessage: { color: "attention", weight: "default", spacing: "small" },
  },
  factSet: {
    title: { weight: "bolder", wrap: true, maxWidth: 150 },
    value: { wrap: true },
    spacing: 10,
  },
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { size: "large", weight: "bolder" }, columnHeader: { weight: "bolder" } },
});
