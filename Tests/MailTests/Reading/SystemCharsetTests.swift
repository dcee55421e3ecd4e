import Testing

@testable import Mail

@Suite("Charsets that the C library reads")
struct SystemCharsetTests {
    @Test(
        "reports of servers in Japan, China, Korea and elsewhere are read, whatever form the charset's name has",
        arguments: [
            (
                "iso-2022-jp",
                [0x1B, 0x24, 0x42, 0x30, 0x38, 0x40, 0x68, 0x49, 0x54, 0x4C, 0x40, 0x1B, 0x28, 0x42], "宛先不明"
            ),
            ("shift_jis", [0x88, 0xB6, 0x90, 0xE6, 0x95, 0x73, 0x96, 0xBE], "宛先不明"),
            ("euc-jp", [0xB0, 0xB8, 0xC0, 0xE8, 0xC9, 0xD4, 0xCC, 0xC0], "宛先不明"),
            ("gb2312", [0xD3, 0xCA, 0xCF, 0xE4, 0xB2, 0xBB, 0xB4, 0xE6, 0xD4, 0xDA], "邮箱不存在"),
            ("gb18030", [0xD3, 0xCA, 0xCF, 0xE4, 0xB2, 0xBB, 0xB4, 0xE6, 0xD4, 0xDA], "邮箱不存在"),
            ("big5", [0xAB, 0x48, 0xBD, 0x63, 0xA4, 0xA3, 0xA6, 0x73, 0xA6, 0x62], "信箱不存在"),
            ("euc-kr", [0xBC, 0xF6, 0xBD, 0xC5, 0xC0, 0xDA, 0x20, 0xBE, 0xF8, 0xC0, 0xBD], "수신자 없음"),
            ("ks_c_5601-1987", [0xBC, 0xF6, 0xBD, 0xC5, 0xC0, 0xDA, 0x20, 0xBE, 0xF8, 0xC0, 0xBD], "수신자 없음"),
            ("windows-874", [0xE4, 0xC1, 0xE8, 0xBE, 0xBA], "ไม่พบ"),
            ("windows-1255", [0xF9, 0xEC, 0xE5, 0xED], "שלום"),
            ("windows-1256", [0xC8, 0xD1, 0xED, 0xCF], "بريد"),
        ] as [(String, [UInt8], String)]
    )
    func read(charset: String, bytes: [UInt8], meant: String) {
        #expect(TextReading.text(bytes, charset: charset) == meant)
        #expect(TextReading.text(bytes, charset: charset.uppercased()) == meant)
    }

    @Test("shifting sequences speak for themselves where nobody names a charset; a lone ESC does not")
    func unnamed() {
        let bytes: [UInt8] = [
            0x1B, 0x24, 0x42, 0x30, 0x38, 0x40, 0x68, 0x49, 0x54, 0x4C, 0x40, 0x1B, 0x28, 0x42,
        ]
        #expect(TextReading.text(bytes, charset: nil) == "宛先不明")
        #expect(TextReading.text([0x1B, 0x5B, 0x31, 0x6D, 0x41], charset: nil) == "\u{1B}[1mA")
        #expect(TextReading.text([0x41, 0x1B], charset: nil) == "A\u{1B}")
    }

    @Test("what is no character, or is cut, is a mark in its place, and what follows is read")
    func broken() {
        #expect(
            TextReading.text([0xB0, 0x38, 0xFF, 0x41, 0x88], charset: "shift_jis").hasSuffix("A\u{FFFD}")
        )
        #expect(TextReading.text([0xC5, 0xCA, 0xC5], charset: "gb2312") == "攀\u{FFFD}")
        let long = [UInt8](repeating: 0xFF, count: 20_000)
        #expect(TextReading.text(long, charset: "euc-kr").unicodeScalars.count == 20_000)
    }

    @Test("what is longer than a piece of the conversion is read as a whole")
    func long() {
        let bytes = (0..<5000).flatMap { _ in [0xC5, 0xCA] as [UInt8] }
        #expect(TextReading.text(bytes, charset: "gb2312") == String(repeating: "攀", count: 5000))
    }
}
