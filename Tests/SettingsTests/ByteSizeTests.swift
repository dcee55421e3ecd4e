import Settings
import Testing

@Suite("Sizes as people write them")
struct ByteSizeTests {
    @Test(
        "a whole number and a unit",
        arguments: [
            ("0B", 0), ("500B", 500), ("64KB", 65_536), ("10MB", 10_485_760), ("1GB", 1 << 30),
            ("1024GB", 1 << 40),
        ]
    )
    func sizes(text: String, bytes: Int) {
        let size = ByteSize(text)
        #expect(size?.bytes == bytes)
        #expect(size?.description == text)
    }

    @Test(
        "anything else is none",
        arguments: [
            "", "64", "KB", "64kb", "64 KB", "-1KB", "+1KB", "1.5MB", "٣KB", "1025GB",
            "99999999999999999999B",
            "64KiB", "64K",
        ]
    )
    func noSizes(text: String) { #expect(ByteSize(text) == nil) }

    @Test("a negative count is none at all")
    func negative() { #expect(ByteSize(-3, .megabytes).bytes == 0) }
}
