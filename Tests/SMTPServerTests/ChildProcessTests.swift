import TestSupport
import Testing

@Suite struct ChildProcessTests {
    @Test("a child's output, errors and exit code come back")
    func output() throws {
        let result = try ChildProcess.run(
            "/bin/sh",
            ["-c", "cat; echo oops >&2; pwd; echo $X; exit 3"],
            environment: ["X": "y"],
            folder: "/",
            input: "in\n"
        )
        #expect(result.status == 3)
        #expect(result.lines == ["in", "/", "y"])
        #expect(result.errors == "oops\n")
    }

    @Test("a child that is killed has 128 and the signal's number")
    func killed() throws {
        let child = try ChildProcess("/bin/sh", ["-c", "echo up >&2; exec sleep 1000"])
        #expect(child.waitForErrors(containing: "up"))
        #expect(child.isRunning)
        child.kill()
        #expect(try child.wait().status == 137)
    }

    @Test("a child that does not end in time is told of, with what it has written")
    func late() throws {
        let child = try ChildProcess("/bin/sh", ["-c", "echo begun; exec sleep 1000"])
        #expect(waitUntil { child.outputSoFar == "begun\n" })
        let error = #expect(throws: TestSupportError.self) { try child.wait(within: .zero) }
        #expect(error?.description.contains("begun") == true)
    }

    @Test("a program that is not there is told of")
    func missing() {
        #expect(throws: TestSupportError.self) { try ChildProcess("/nowhere/program") }
    }

    @Test("the built programs are found beside the tests")
    func products() throws {
        #expect(try Programs.product("vestnikd").hasSuffix("/vestnikd"))
    }
}
