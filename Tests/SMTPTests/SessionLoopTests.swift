import SMTP
import TestSupport
import Testing

@Suite("The loop of sessions")
struct SessionLoopTests {
    private func loop(
        _ relay: RelayEndpoint,
        _ feeder: Feeder,
        sessions: Int = 1,
        timeouts: Timeouts = Timeouts()
    ) throws -> SessionLoop {
        let loop = try SessionLoop(relays: [relay], timeouts: timeouts, delegate: feeder)
        for _ in 0..<sessions { loop.open(relay: 0) }
        return loop
    }

    /// Ends a loop; a loop that waits for nothing has ended long before the time is up.
    private func end(_ loop: SessionLoop, finishing time: Duration = .seconds(120)) {
        loop.shutdown(finishing: time)
        loop.join()
    }

    @Test("every message arrives once, over several sessions", arguments: [true, false])
    func manyMessages(pipelines: Bool) throws {
        let server = try SMTPServer()
        let feeder = Feeder()
        feeder.add((1...300).map { "r\($0)" })
        var relay = RelayEndpoint(server)
        relay.usesPipelining = pipelines
        let loop = try loop(relay, feeder, sessions: 4)
        #expect(feeder.waitForOutcomes(300))
        #expect(loop.counts(relay: 0) == SessionLoop.Counts(connecting: 0, open: 4))
        end(loop)
        let paths = server.messages.flatMap { $0.recipients.map(\.path) }
        #expect(Set(paths).count == 300 && paths.count == 300)
        #expect(server.messages.allSatisfy { $0.bytes == Array("Subject: x\r\n\r\n.hello\r\n".utf8) })
        #expect((1...300).allSatisfy { feeder.outcome(Int64($0))?.kind == .sent })
        #expect(loop.counts(relay: 0) == SessionLoop.Counts())
        #expect(feeder.state.withLock { $0.ends } == [.quit, .quit, .quit, .quit])
        #expect(feeder.state.withLock { $0.served }.reduce(0, +) == 300)
    }

    @Test("the next message's commands arrive in one segment with the dot of the one before")
    func oneSegment() throws {
        let server = try SMTPServer()
        let feeder = Feeder()
        feeder.add(["one", "two", "three"])
        let loop = try loop(RelayEndpoint(server), feeder)
        #expect(feeder.waitForOutcomes(3))
        end(loop)
        let heard = server.dialogue.filter { $0.kind == .command || $0.kind == .content }
        let content = try #require(heard.firstIndex { $0.kind == .content })
        let behind = heard[(content + 1)...].prefix(3)
        #expect(behind.map { $0.text.prefix(4) } == ["MAIL", "RCPT", "DATA"])
        #expect(behind.allSatisfy { $0.read == heard[content].read })
    }

    @Test(
        "a relay that throws away what is behind a dot costs one session, and gets it after the reply from then on"
    )
    func separate() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").droppingInput())
        let server = try SMTPServer(script: script)
        let feeder = Feeder()
        feeder.add((1...12).map { "r\($0)" })
        var timeouts = Timeouts()
        timeouts.overlap = .milliseconds(300)
        let loop = try loop(RelayEndpoint(server), feeder, sessions: 3, timeouts: timeouts)
        #expect(feeder.waitForEnd() == .lostOverlap)
        #expect(feeder.waitForOutcomes(12))
        end(loop)
        #expect(feeder.state.withLock { $0.outcomes.values.joined().count { $0.kind == .notTried } } == 1)
        #expect(feeder.state.withLock { $0.outcomes.values.joined().count { $0.kind == .sent } } == 11)
        #expect(feeder.state.withLock { $0.overlapLosers } == [0], "the others did not try it")
        #expect(feeder.state.withLock { $0.ends.count { $0 == .lostOverlap } } == 1)
    }

    @Test("shutdown does not wait for what such a relay has thrown away")
    func separateAtEnd() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").droppingInput())
        let server = try SMTPServer(script: script)
        let feeder = Feeder()
        feeder.add(["one", "two"])
        var timeouts = Timeouts()
        timeouts.overlap = .seconds(600)
        timeouts.mail = .seconds(600)
        let loop = try loop(RelayEndpoint(server), feeder, timeouts: timeouts)
        #expect(feeder.waitForOutcomes(1))
        let start = ContinuousClock().now
        end(loop, finishing: .seconds(600))
        #expect(ContinuousClock().now - start < .seconds(100))
        #expect(feeder.outcome(2)?.kind == .notTried)
    }

    @Test("once one session has overlapped in vain or with success, all do alike")
    func proven() throws {
        let server = try SMTPServer()
        let feeder = Feeder()
        feeder.add((1...40).map { "r\($0)" })
        let loop = try loop(RelayEndpoint(server), feeder, sessions: 2)
        #expect(feeder.waitForOutcomes(40))
        end(loop)
        // In both sessions a MAIL came in the same segment as the content before it.
        let heard = server.dialogue.filter { $0.kind == .command || $0.kind == .content }
        let overlapped = heard.filter { content in
            content.kind == .content
                && heard.contains {
                    $0.session == content.session && $0.read == content.read && $0.text.hasPrefix("MAIL")
                }
        }
        #expect(!overlapped.isEmpty)
    }

    @Test("a session that was lost is replaced at once, as many as are wanted")
    func replaced() throws {
        let server = try SMTPServer(script: Script.friendly.onEvery(3, at: .rcpt, .close))
        let feeder = Feeder()
        feeder.wanted.withLock { $0 = 2 }
        feeder.add((1...30).map { "r\($0)" })
        let loop = try loop(RelayEndpoint(server), feeder, sessions: 2)
        #expect(feeder.waitForOutcomes(30))
        end(loop)
        #expect(server.mostOpenSessions <= 3)
        #expect(server.sessionCount >= 10)
    }

    @Test("sessions that are being opened at shutdown say QUIT as well")
    func quitWhileConnecting() throws {
        let server = try SMTPServer(
            script: Script().on(.ehlo, .reply("250 ok").delayed(by: .milliseconds(200)))
        )
        let feeder = Feeder()
        let loop = try loop(RelayEndpoint(server), feeder, sessions: 3)
        #expect(waitUntil(within: .seconds(10)) { server.sessionCount == 3 })
        end(loop)
        #expect(server.commands().count { $0 == "QUIT" } == 3)
        #expect(feeder.state.withLock { $0.failures.isEmpty })
    }

    @Test("the delegate hears of a dot before it goes, and of the outcome after")
    func order() throws {
        let server = try SMTPServer()
        let feeder = Feeder()
        feeder.add(["one", "two"])
        let loop = try loop(RelayEndpoint(server), feeder)
        #expect(feeder.waitForOutcomes(2))
        end(loop)
        #expect(feeder.state.withLock { $0.order } == ["dot 1", "sent 1", "dot 2", "sent 2"])
    }

    @Test("refusals leave the session open for the next")
    func refusals() throws {
        let script = Script().onRecipient("bounce", .reply("550 5.1.1 nobody")).onRecipient(
            "defer",
            .reply("450 4.2.1 later")
        )
        let server = try SMTPServer(script: script)
        let feeder = Feeder()
        feeder.add(["bounce", "defer", "fine", "bounce", "fine"])
        let loop = try loop(RelayEndpoint(server), feeder)
        #expect(feeder.waitForOutcomes(5))
        end(loop)
        #expect((1...5).map { feeder.outcome($0)?.kind } == [.bounced, .deferred, .sent, .bounced, .sent])
        #expect(server.sessionCount == 1)
        #expect(server.messageCount == 2)
    }

    @Test("a session ends with QUIT after its share of messages, one that waits gets the next when woken")
    func shares() throws {
        let server = try SMTPServer()
        let feeder = Feeder()
        var relay = RelayEndpoint(server)
        relay.messagesPerConnection = 3
        let loop = try loop(relay, feeder)
        #expect(waitUntil(within: .seconds(10)) { feeder.state.withLock { !$0.opened.isEmpty } })
        feeder.add(["one", "two", "three", "four"])
        loop.wake()
        #expect(feeder.waitForOutcomes(3))
        #expect(feeder.waitForEnd() == .quit)
        #expect(feeder.state.withLock { $0.served } == [3])
        loop.open(relay: 0)
        #expect(feeder.waitForOutcomes(4))
        end(loop)
        #expect(server.commands().filter { $0 == "QUIT" }.count == 2)
    }

    @Test("an idle session says QUIT by itself")
    func idle() throws {
        let server = try SMTPServer()
        let feeder = Feeder()
        var relay = RelayEndpoint(server)
        relay.idleTimeout = .milliseconds(50)
        let loop = try loop(relay, feeder)
        #expect(feeder.waitForEnd() == .quit)
        #expect(server.commands().last == "QUIT")
        end(loop)
    }

    @Test("a long message arrives whole", arguments: [true, false])
    func longMessage(pipelines: Bool) throws {
        let server = try SMTPServer()
        let feeder = Feeder()
        let body = String(repeating: "." + String(repeating: "x", count: 70) + "\r\n", count: 40_000)
        feeder.add(["one", "two"], body: body)
        var relay = RelayEndpoint(server)
        relay.usesPipelining = pipelines
        let loop = try loop(relay, feeder)
        #expect(feeder.waitForOutcomes(2))
        end(loop)
        #expect(server.messages.count == 2 && server.messages.allSatisfy { $0.bytes == Array(body.utf8) })
    }

    @Test("shutdown lets the message in flight end")
    func orderlyShutdown() throws {
        let server = try SMTPServer(
            script: Script().on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(200)))
        )
        let feeder = Feeder()
        feeder.add(["one"])
        let loop = try loop(RelayEndpoint(server), feeder)
        #expect(waitUntil(within: .seconds(10)) { feeder.state.withLock { !$0.order.isEmpty } })
        end(loop)
        #expect(feeder.outcome(1)?.kind == .sent)
        #expect(feeder.state.withLock { $0.ends } == [.quit])
    }

    @Test("shutdown cuts off what takes longer than it may, and says what is in doubt")
    func hurriedShutdown() throws {
        let server = try SMTPServer(script: Script().on(.endOfData, .stall))
        let feeder = Feeder()
        feeder.add(["one"])
        let loop = try loop(RelayEndpoint(server), feeder)
        #expect(waitUntil(within: .seconds(10)) { feeder.state.withLock { !$0.order.isEmpty } })
        loop.shutdown(finishing: .milliseconds(100))
        loop.join()
        #expect(feeder.outcome(1)?.kind == .inDoubt)
        #expect(feeder.outcome(1)?.endOfDataSent == true)
    }

    @Test("shutdown does not wait for a relay that never greets")
    func shutdownWhileConnecting() throws {
        let server = try SMTPServer(script: Script().on(.connect, .stall))
        let feeder = Feeder()
        let loop = try loop(RelayEndpoint(server), feeder)
        #expect(waitUntil(within: .seconds(10)) { server.sessionCount == 1 })
        let start = ContinuousClock().now
        end(loop, finishing: .seconds(600))
        #expect(ContinuousClock().now - start < .seconds(100))
        #expect(feeder.state.withLock { $0.failures.map(\.isInterrupted) } == [true])
    }

    @Test("a relay that falls silent is given up after the time of that step")
    func silence() throws {
        let server = try SMTPServer(script: Script().on(.rcpt, .stall))
        let feeder = Feeder()
        feeder.add(["one"])
        var timeouts = Timeouts()
        timeouts.rcpt = .milliseconds(100)
        let loop = try loop(RelayEndpoint(server), feeder, timeouts: timeouts)
        #expect(feeder.waitForOutcomes(1))
        #expect(feeder.outcome(1)?.kind == .deferred)
        #expect(feeder.outcome(1)?.stage == .rcpt)
        #expect(feeder.waitForEnd() == .timedOut(.rcpt))
        end(loop)
    }

    @Test("the relay's words are heard although it closes in the middle of the message")
    func closedMidway() throws {
        let script = Script().on(
            .data,
            .reply("354 go").cutting(Answer.BodyCut(after: 100, reply: "421 4.3.2 shutting down\r\n"))
        )
        let server = try SMTPServer(script: script)
        let feeder = Feeder()
        // More than the kernel's buffers hold: the relay is gone before the dot.
        feeder.add(["one"], body: String(repeating: "line of text\r\n", count: 2_000_000))
        let loop = try loop(RelayEndpoint(server), feeder)
        #expect(feeder.waitForOutcomes(1))
        end(loop)
        let outcome = try #require(feeder.outcome(1))
        #expect(outcome.kind == .deferred && outcome.stage == .body && !outcome.endOfDataSent)
        #expect(outcome.reply == Reply(code: 421, text: "4.3.2 shutting down"))
    }

    @Test("a session counts as having served only what the relay gave a verdict on")
    func served() throws {
        let server = try SMTPServer(script: Script().on(.rcpt, .close))
        let feeder = Feeder()
        feeder.add(["one"])
        let loop = try loop(RelayEndpoint(server), feeder)
        #expect(feeder.waitForOutcomes(1))
        end(loop)
        #expect(feeder.state.withLock { $0.served } == [0])
    }

    @Test("a relay that is not in the list, and any after shutdown, is not opened")
    func notOpened() throws {
        let server = try SMTPServer()
        let feeder = Feeder()
        let loop = try loop(RelayEndpoint(server), feeder, sessions: 0)
        loop.open(relay: 7)
        loop.open(relay: -1)
        end(loop)
        loop.open(relay: 0)
        #expect(
            loop.counts(relay: 0) == SessionLoop.Counts() && loop.counts(relay: 7) == SessionLoop.Counts()
        )
        #expect(server.sessionCount == 0)
    }

    @Test("a connection that breaks at each stage is told apart", arguments: [Answer.close, .reset])
    func broken(answer: Answer) throws {
        for (stage, kind, ours) in [
            (ServerStage.mail, Outcome.Kind.deferred, SMTP.Stage.mail), (.rcpt, .deferred, .rcpt),
            (.data, .deferred, .data), (.endOfData, .inDoubt, .endOfData),
        ] {
            let server = try SMTPServer(script: Script().on(stage, answer))
            let feeder = Feeder()
            feeder.add(["one"])
            var relay = RelayEndpoint(server)
            relay.usesPipelining = false
            let loop = try loop(relay, feeder)
            #expect(feeder.waitForOutcomes(1))
            #expect(feeder.outcome(1)?.kind == kind)
            #expect(feeder.outcome(1)?.stage == ours)
            end(loop)
        }
    }
}
