internal import Text

extension TextEncoding {
    /// The set of characters of an encoding of one byte a character; nil for the forms of Unicode.
    private var codePage: CodePage? {
        switch self {
        case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
        case .windows1251: .windows1251
        case .windows1252: .windows1252
        case .windows1250: .windows1250
        case .cp866: .cp866
        case .koi8r: .koi8r
        }
    }

    /// The characters of all 256 bytes; empty for the forms of Unicode.
    var characters: [Unicode.Scalar] { codePage?.characters ?? [] }
}
