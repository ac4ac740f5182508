"""The way of one analysis: its processor seconds, and how soon after the engine the chart is there."""
