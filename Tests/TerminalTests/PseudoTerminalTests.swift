import Glibc
import Testing
@testable import Terminal

/// What only a terminal shows, on a pseudo-terminal.
@Suite(.enabled(if: access("/dev/ptmx", R_OK | W_OK) == 0 && access("/dev/pts", X_OK) == 0))
struct PseudoTerminalTests {
    /// A terminal of a given width: the end that a program writes to, and the end that a person looks at.
    private func makeTerminal(columns: UInt16) throws -> (program: Int32, person: Int32) {
        let person = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        try #require(person >= 0)
        // TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)): unlock, and which number; Glibc's module lacks unlockpt.
        var lock: Int32 = 0
        var number: Int32 = 0
        try #require(ioctl(person, 0x4004_5431, &lock) == 0 && ioctl(person, 0x8004_5430, &number) == 0)
        let program = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        try #require(program >= 0)
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(person, UInt(TIOCSWINSZ), &size) == 0)
        return (program, person)
    }

    private func seen(by person: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(person, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    @Test("a table on a terminal is fitted to its width and has coloured headings")
    func fittedTable() throws {
        let ends = try makeTerminal(columns: 20)
        defer {
            close(ends.program)
            close(ends.person)
        }
        let output = Output(descriptor: ends.program, environment: [:])
        #expect(output.isTerminal && output.width == 20 && output.style.isColoured)
        var table = Table([.init("id", keep: 0), .init("reply")])
        table.add(["1", "250 2.0.0 Ok: queued as 1234"])
        try output.write(table)
        try output.flush()
        #expect(
            seen(by: ends.person)
                == "\u{1B}[1mid\u{1B}[0m\r\n    \u{1B}[1mreply\u{1B}[0m\r\n1\r\n    250 2.0.0 Ok:\r\n    queued as 1234\r\n"
        )
    }

    @Test("without colours where NO_COLOR is set")
    func noColour() throws {
        let ends = try makeTerminal(columns: 80)
        defer {
            close(ends.program)
            close(ends.person)
        }
        let output = Output(descriptor: ends.program, environment: ["NO_COLOR": "1"])
        try output.write(Table([.init("id")]))
        try output.flush()
        #expect(seen(by: ends.person) == "id\r\n")
    }
}
