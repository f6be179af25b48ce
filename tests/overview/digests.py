#!/usr/bin/env python3
"""digests.py PAGE [HEADER]: the policy of an overview names the digests of its style and its script and nothing else
that may run. With HEADER (src/overview/overview_assets.h), writes the digests there instead."""
import base64
import hashlib
import re
import sys

page = open(sys.argv[1], encoding='utf-8').read()


def digest(name):
    # The last of the page: whatever looks like one before it is data.
    text = page[page.rindex(f'<{name}>') + len(name) + 2:]
    text = text[:text.index(f'</{name}>')]
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


wanted = {name: digest(name) for name in ('style', 'script')}
if len(sys.argv) > 2:
    header = open(sys.argv[2], encoding='utf-8').read()
    for name, value in wanted.items():
        header = re.sub(rf'(OVERVIEW_{name.upper()}_DIGEST +)"[^"]*"', rf'\1"{value}"', header)
    open(sys.argv[2], 'w', encoding='utf-8').write(header)
    sys.exit()

policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)
for name, value in wanted.items():
    if f"{name}-src 'sha256-{value}'" not in policy:
        sys.exit(f'{name}: the policy does not name {value}: run {sys.argv[0]} PAGE src/overview/overview_assets.h')
if 'unsafe' in policy or "default-src 'none'" not in policy:
    sys.exit(f'the policy lets too much through: {policy}')
