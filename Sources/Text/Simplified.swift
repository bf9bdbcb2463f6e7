/// Traditional characters as Simplified ones, scalar by scalar.
public enum Simplified {
    /// The scalar that this one becomes; itself where nothing changes.
    public static func scalar(_ value: UInt32) -> UInt32 { HanTable.toSimplified.lookup(value) }
}
