"""The one neural reader: word pieces, windows, an ONNX encoder with its heads, and the decoding of their scores."""
