/*
 * overview_assets: what the page is dressed in, and the script that shows its rows. Nothing of it is data.
 */
#ifndef BANXIN_OVERVIEW_OVERVIEW_ASSETS_H
#define BANXIN_OVERVIEW_OVERVIEW_ASSETS_H

extern const char overview_style[], overview_script[];

/* SHA-256 of the two in base64, as the page's policy names them (CSP 3, 2.3.1); tests/overview holds them equal. */
#define OVERVIEW_STYLE_DIGEST  "jFh7zhkeE4V1Wx7SNBcwXBhcN5h3Cu/WlfCLdOTs44A="
#define OVERVIEW_SCRIPT_DIGEST "jyLrSdq7Itn1nvqRscNVF2nNyP7QJUrqr++7hAosor4="

#endif
