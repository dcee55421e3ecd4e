internal import Glibc

/// Charsets that the C library knows and this room has no table of: of Japanese, Chinese and Korean, and of a few other
/// scripts that reports of servers abroad come in.
enum SystemCharset {
    /// The C library's names, by the names of mail without dashes.
    ///
    /// Where a charset was extended and programs went on with
    /// the old name (WHATWG, Encoding), the extended one reads both.
    private static let names: [String: String] = [
        "iso2022jp": "ISO-2022-JP-2", "iso2022jp1": "ISO-2022-JP-2", "iso2022jp2": "ISO-2022-JP-2",
        "iso2022jp3": "ISO-2022-JP-3", "csiso2022jp": "ISO-2022-JP-2", "iso2022jpms": "ISO-2022-JP-2",
        "shiftjis": "CP932", "sjis": "CP932", "xsjis": "CP932", "cp932": "CP932", "windows31j": "CP932",
        "mskanji": "CP932", "ms932": "CP932", "eucjp": "EUC-JP-MS", "xeucjp": "EUC-JP-MS",
        "gb2312": "GB18030", "gbk": "GB18030", "cp936": "GB18030", "euccn": "GB18030", "gb18030": "GB18030",
        "xgbk": "GB18030", "csgb2312": "GB18030", "iso2022cn": "ISO-2022-CN", "big5": "BIG5-HKSCS",
        "big5hkscs": "BIG5-HKSCS", "cp950": "CP950", "euctw": "EUC-TW", "euckr": "UHC", "ksc56011987": "UHC",
        "ksc5601": "UHC", "cp949": "UHC", "uhc": "UHC", "iso2022kr": "ISO-2022-KR", "tis620": "CP874",
        "windows874": "CP874", "iso885911": "CP874", "windows1255": "CP1255", "iso88598": "CP1255",
        "iso88598i": "CP1255", "windows1256": "CP1256", "iso88596": "ISO-8859-6", "windows1258": "CP1258",
        "iso88593": "ISO-8859-3", "iso88594": "ISO-8859-4", "iso885910": "ISO-8859-10",
        "iso885913": "ISO-8859-13", "iso885916": "ISO-8859-16",
    ]

    /// Whether a charset says with bytes of ASCII what is none.
    static func isShifted(_ folded: String) -> Bool { folded.hasPrefix("iso2022") || folded == "csiso2022jp" }

    /// The charset that shifting sequences speak for, where nobody named one.
    static func guess(_ bytes: [UInt8]) -> String? {
        // `ESC $ B` and `ESC $ @`: JIS X 0208 (RFC 1468).
        guard let escape = bytes.firstIndex(of: 0x1B), escape + 2 < bytes.count,
            bytes[escape + 1] == UInt8(ascii: "$"),
            [UInt8(ascii: "B"), UInt8(ascii: "@")].contains(bytes[escape + 2])
        else { return nil }
        return "iso2022jp"
    }

    /// The text; nil where the charset is not one of these, or the C library was installed without it.
    ///
    /// What is no character of the charset is U+FFFD.
    static func text(_ bytes: [UInt8], charset folded: String) -> String? {
        guard let name = names[folded] else { return nil }
        let descriptor = iconv_open("UTF-8", name)
        // `(iconv_t) -1`, by `iconv_open(3)`.
        guard let descriptor, Int(bitPattern: descriptor) != -1 else { return nil }
        defer { iconv_close(descriptor) }
        return convert(bytes, descriptor)
    }

    private static func convert(_ bytes: [UInt8], _ descriptor: iconv_t) -> String {
        var result: [UInt8] = []
        var input = bytes.map(CChar.init(bitPattern:))
        var chunk = [CChar](repeating: 0, count: 4096)
        input.withUnsafeMutableBufferPointer { input in
            var next = input.baseAddress
            var left = input.count
            // Some charsets hold a character back, for a mark may follow it: the last call, without input, asks for that.
            var isAtEnd = false
            while !isAtEnd {
                isAtEnd = left == 0
                let room = chunk.count
                let (written, failure) = chunk.withUnsafeMutableBufferPointer { chunk in
                    var out = chunk.baseAddress
                    var free = room
                    let converted =
                        isAtEnd
                        ? iconv(descriptor, nil, nil, &out, &free)
                        : iconv(descriptor, &next, &left, &out, &free)
                    return (room - free, converted == -1 ? errno : 0)
                }
                result.append(contentsOf: chunk[..<written].lazy.map(UInt8.init(bitPattern:)))
                switch failure {
                case 0: continue
                case E2BIG: isAtEnd = false
                case _ where isAtEnd: break
                default:
                    // A byte that begins no character, or a character that was cut.
                    result += [0xEF, 0xBF, 0xBD]
                    next = next?.advanced(by: 1)
                    left -= 1
                }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
