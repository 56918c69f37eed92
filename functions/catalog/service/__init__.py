"""The services of catalog: products and stores."""
