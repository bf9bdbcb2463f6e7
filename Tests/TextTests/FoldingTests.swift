import Testing
@Suite struct FoldingTests {}
