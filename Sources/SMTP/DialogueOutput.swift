/// What a session sends.
extension Dialogue {
    /// As much as is produced of a long message before the kernel has to take it.
    static let segment = 65_536

    /// Appends what can be sent now.
    ///
    /// To be called when everything produced before has been handed over.
    mutating func produce(into out: inout [UInt8], now: Moment) {
        guard end == nil else { return }
        let start = out.count
        let wasQuiet = expected.isEmpty
        let isFull = mostMessages > 0 && accepted >= mostMessages
        let isLast = isFinishing || isFull
        if isLast, current == nil { needsReset = false }
        if needsReset, pipelines || expected.isEmpty {
            needsReset = false
            write("RSET\r\n", .rset, start: start, &out)
        }
        advanceCurrent(start: start, &out)
        if next?.phase == .commands, var running = next.take() {
            writeCommands(of: &running, start: start, &out)
            next = running
        }
        if isLast, current == nil, expected.isEmpty, !hasQuit {
            hasQuit = true
            isFinishing = true
            write("QUIT\r\n", .quit, start: start, &out)
        }
        if wasQuiet, out.count > start { waitingSince = now.monotonic }
        produced += UInt64(out.count - start)
    }

    private mutating func advanceCurrent(start: Int, _ out: inout [UInt8]) {
        // Taken out, not copied; most of the time nothing is left to send of it.
        guard let phase = current?.phase, phase != .ended, var running = current.take() else { return }
        defer { current = running }
        writeCommands(of: &running, start: start, &out)
        guard running.phase == .body else { return }
        if running.isSettled {
            // RFC 2920 §3.1: 354 although nobody was accepted; a lone dot, a message to nobody.
            out += ".\r\n".utf8
        } else {
            stuffer.append(body, to: &out, limit: Dialogue.segment)
            guard stuffer.isFinished else { return }
            endingTag = running.transaction.tag
            running.endMark = produced + UInt64(out.count - start)
            body.removeAll(keepingCapacity: body.capacity <= 1 << 20)
        }
        running.phase = .ended
        expected.append(Expected(stage: .endOfData, mark: produced + UInt64(out.count - start)))
    }

    /// MAIL, RCPT and DATA: all of them where the relay pipelines, else one whenever no reply is due.
    private mutating func writeCommands(of running: inout Running, start: Int, _ out: inout [UInt8]) {
        let envelope = running.transaction.envelope
        while running.phase == .commands, let command = running.command, pipelines || expected.isEmpty {
            switch command {
            case .mail:
                Commands.appendMail(
                    envelope,
                    size: running.size,
                    hasEightBit: running.hasEightBit,
                    capabilities,
                    to: &out
                )
                running.command = .rcpt
            case .rcpt:
                Commands.appendRcpt(envelope, capabilities, to: &out)
                running.command = .data
            default:
                out += "DATA\r\n".utf8
                running.command = nil
            }
            expected.append(Expected(stage: command, mark: produced + UInt64(out.count - start)))
        }
    }

    private mutating func write(_ text: String, _ stage: Stage, start: Int, _ out: inout [UInt8]) {
        out += text.utf8
        expected.append(Expected(stage: stage, mark: produced + UInt64(out.count - start)))
    }

    /// The kernel has taken so many more of the bytes produced.
    mutating func wrote(_ count: Int, now: Moment) {
        guard count > 0 else { return }
        // Time for a reply runs from when its command has gone.
        if expected.first.map({ $0.mark > handed }) ?? true { waitingSince = now.monotonic }
        handed += UInt64(count)
    }
}
