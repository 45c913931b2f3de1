"""Meetings, the monthly dispatch and the weekly bulletin: papers from the ledgers, decisions into tasks."""
