"""`python -m zhenxing.cli`."""

import sys

from zhenxing.cli import main

if __name__ == "__main__":
    sys.exit(main())
