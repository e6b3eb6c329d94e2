"""Tests of step 6, the charts."""
