"""`python -m ticketoffice`."""

import sys

from ticketoffice.cli import main

sys.exit(main())
