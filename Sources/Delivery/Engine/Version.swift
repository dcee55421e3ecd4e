/// Which Vestnik this is.
public enum Version {
    /// As `--version` shows it.
    public static let text = "0.1.0"
}
