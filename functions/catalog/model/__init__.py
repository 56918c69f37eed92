"""The model of catalog: products, their variants and SKUs, and stores."""
