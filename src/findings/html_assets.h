/*
 * html_assets: what the page of findings is dressed in, and the script that filters it. Nothing of it is data.
 */
#ifndef BANXIN_FINDINGS_HTML_ASSETS_H
#define BANXIN_FINDINGS_HTML_ASSETS_H

extern const char html_style[], html_script[];

#endif
