extension Configuration {
    /// Reads and checks `vestnik.json5`.
    ///
    /// - Throws: ``Faults`` with everything that is wrong in it.
    public static func load(path: String) throws(Faults) -> Configuration {
        throw Faults([])
    }
}
