/// What was found out once in a snapshot and holds as long as it does.
public final class SnapshotMemo {
    private var values: [String: any Sendable] = [:]

    /// Nothing known yet.
    public init() {}

    /// The value of a name, made when it is asked for the first time.
    public func value<Value: Sendable>(_ name: String, make: () throws -> Value) rethrows -> Value {
        if let known = values[name] as? Value { return known }
        let value = try make()
        values[name] = value
        return value
    }

    /// Forgets everything: a write may have changed it, or was undone.
    public func clear() { values.removeAll() }
}
