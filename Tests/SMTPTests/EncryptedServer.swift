import TestSupport

/// An SMTP server with TLS, in Python: the scripted server has none.
final class EncryptedServer: Sendable {
    /// The server's certificate, which is its own trust anchor, good for `localhost` alone.
    let trustFile: String
    let port: Int
    private let folder: TemporaryFolder
    private let process: ChildProcess

    /// Whether this machine has what it takes.
    static var isPossible: Bool { Programs.python != nil && Programs.find("openssl") != nil }

    /// Starts it; implicit TLS, or STARTTLS.
    init(implicit: Bool, name: String = "localhost") throws {
        guard let python = Programs.python, let openssl = Programs.find("openssl") else {
            throw TestSupportError("python3 or openssl is missing")
        }
        folder = try TemporaryFolder()
        trustFile = folder.path("cert.pem")
        let made = try ChildProcess.run(
            openssl,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-days", "2",
                "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)", "-keyout",
                folder.path("key.pem"),
                "-out", trustFile,
            ]
        )
        guard made.status == 0 else { throw TestSupportError(made.errors) }
        let script = try folder.write(EncryptedServer.script, to: "server.py")
        process = try ChildProcess(
            python,
            [script, trustFile, folder.path("key.pem"), implicit ? "implicit" : ""]
        )
        guard process.waitForErrors(containing: "\n") else { throw TestSupportError(process.errorsSoFar) }
        port = Int(process.errorsSoFar.split(separator: "\n").first?.split(separator: " ").last ?? "") ?? 0
    }

    deinit { process.kill() }

    /// What was said inside and outside TLS, one command a line.
    var commands: [String] { process.errorsSoFar.split(separator: "\n").dropFirst().map(String.init) }

    private static let script = """
        import socket, ssl, sys, threading
        cert, key, mode = sys.argv[1:4]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        listener = socket.create_server(("127.0.0.1", 0))
        print("port", listener.getsockname()[1], file=sys.stderr, flush=True)

        def serve(sock):
            secure = mode == "implicit"
            if secure:
                sock = context.wrap_socket(sock, server_side=True)
            file = sock.makefile("rb")
            say = lambda text: sock.sendall(text.encode() + b"\\r\\n")
            say("220 python")
            while True:
                line = file.readline().decode()
                if not line:
                    return
                print("tls" if secure else "plain", line.strip(), file=sys.stderr, flush=True)
                verb = line[:4].upper()
                if verb == "EHLO":
                    say("250-python\\r\\n250-PIPELINING\\r\\n" + ("250 AUTH PLAIN" if secure else "250 STARTTLS"))
                elif verb == "STAR":
                    say("220 go")
                    sock = context.wrap_socket(sock, server_side=True)
                    file = sock.makefile("rb")
                    secure = True
                elif verb == "AUTH":
                    say("235 in")
                elif verb == "DATA":
                    say("354 go")
                    size = 0
                    while True:
                        text = file.readline()
                        if text in (b".\\r\\n", b""):
                            break
                        size += len(text)
                    print("size", size, file=sys.stderr, flush=True)
                    say("250 kept")
                elif verb == "QUIT":
                    say("221 bye")
                    return
                else:
                    say("250 ok")

        def guarded(sock):
            try:
                serve(sock)
            except OSError as error:
                pass
            finally:
                sock.close()

        while True:
            client, _ = listener.accept()
            threading.Thread(target=guarded, args=(client,), daemon=True).start()
        """
}
