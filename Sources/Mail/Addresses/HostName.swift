/// A host as addresses of the web hold it.
public enum HostName {
    /// The host in ASCII: an international one as A-labels (RFC 5891), any other as it stands; nil where it is none.
    public static func ascii(_ host: String) -> String? {
        if host.utf8.allSatisfy({ $0 < 0x80 }) { return host }
        return try? DomainName.read(Array(host.unicodeScalars)[...]).ascii
    }
}
