// What the Payment Element looks like; appearance variables become CSS custom properties.

const COUNTRIES = (
  "AE AF AG AI AL AM AO AQ AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ " +
  "CA CD CF CG CH CI CK CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FO FR " +
  "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IS IT JE JM " +
  "JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO " +
  "MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT " +
  "PY QA RE RO RS RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SZ TC TD TF TG TH TJ TK TL " +
  "TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS XK YE YT ZA ZM ZW"
).split(" ");

const LIGHT = {
  colorPrimary: "#0570de",
  colorBackground: "#ffffff",
  colorText: "#30313d",
  colorTextSecondary: "#5d6170",
  colorTextPlaceholder: "#6d6e78",
  colorDanger: "#c01048",
  colorBorder: "#8a8f9f",
  fontFamily: "system-ui, sans-serif",
  fontSizeBase: "16px",
  fontWeightNormal: "400",
  fontLineHeight: "1.5",
  spacingUnit: "4px",
  gridColumnSpacing: "16px",
  gridRowSpacing: "16px",
  borderRadius: "5px",
};
const THEMES = {
  stripe: {},
  flat: { colorBackground: "#f1f1f1", colorBorder: "#f1f1f1" },
  night: {
    colorPrimary: "#85d996",
    colorBackground: "#30313d",
    colorText: "#ffffff",
    colorTextSecondary: "#c9cbd6",
    colorTextPlaceholder: "#b0b3c0",
    colorDanger: "#fe87a1",
    colorBorder: "#6d7080",
  },
};

const ELEMENT_CSS = `
  :host { display: block; }
  .root { color: var(--colorText); display: grid; gap: var(--gridRowSpacing) var(--gridColumnSpacing);
    font-family: var(--fontFamily); font-size: var(--fontSizeBase); font-weight: var(--fontWeightNormal);
    grid-template-columns: 1fr 1fr; line-height: var(--fontLineHeight); }
  .wide { grid-column: 1 / -1; }
  .Label { display: block; font-size: .9em; margin-block-end: var(--spacingUnit); }
  .box { position: relative; }
  .Input { background: var(--colorBackground); border: 1px solid var(--colorBorder);
    border-radius: var(--borderRadius); box-sizing: border-box; color: inherit; font: inherit;
    inline-size: 100%; min-block-size: 44px; padding: calc(var(--spacingUnit) * 2) calc(var(--spacingUnit) * 3); }
  .Input::placeholder { color: var(--colorTextPlaceholder); opacity: 1; }
  .Input:focus { border-color: var(--colorPrimary); outline: 2px solid var(--colorPrimary); outline-offset: 1px; }
  .Input--invalid { border-color: var(--colorDanger); }
  input.Input { appearance: none; }
  input.Input[name=number] { padding-inline-end: 7.5em; }
  .Brand { color: var(--colorTextSecondary); font-size: .85em; inset-block: 0; inset-inline-end: .9em;
    display: flex; align-items: center; pointer-events: none; position: absolute; }
  .Error { color: var(--colorDanger); font-size: .875em; margin: var(--spacingUnit) 0 0; }
  .Error:empty { display: none; }
  .note, details { color: var(--colorTextSecondary); font-size: .8125em; margin: 0; }
  summary { cursor: pointer; min-block-size: 24px; }
  summary:focus-visible { outline: 2px solid var(--colorPrimary); }
  ul { margin: .25em 0 0; padding-inline-start: 1.25em; }
  bdi { font-variant-numeric: tabular-nums; white-space: nowrap; }
  @media (max-width: 22rem) { .root { grid-template-columns: 1fr; } }
`;
const DIALOG_CSS = `
  dialog { background: #fff; border: 0; border-radius: 8px; box-sizing: border-box; color: #1a1f36;
    font-family: system-ui, sans-serif; inline-size: min(32rem, calc(100vw - 2rem)); padding: 0; }
  dialog::backdrop { background: rgb(20 24 40 / .6); }
  .top { display: flex; justify-content: end; padding: .5rem; }
  button { background: none; border: 1px solid #697386; border-radius: 6px; color: inherit; cursor: pointer;
    font: inherit; min-block-size: 44px; padding-inline: 1rem; }
  button:focus-visible { outline: 3px solid #0570de; outline-offset: 2px; }
  iframe { block-size: min(24rem, 70vh); border: 0; display: block; inline-size: 100%; }
`;
