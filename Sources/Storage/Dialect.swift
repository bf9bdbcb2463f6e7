/// The one place where engines differ. Branching on the engine anywhere else fails a test.
public enum Dialect: Sendable {
    case sqlite
}
