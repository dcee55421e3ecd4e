import Desk
import Glibc
import HTTP
import Service
import Settings
import Site
import Terminal
import Web
import Wording

/// The demo in a browser: the desk's pages on its data, by its clock, and the letters that its mail server took.
struct DemoServer {
    private let site: Site
    private let folder: DemoFolder
    private let clock: DemoClock
    private let context: CommandContext

    init(_ site: Site, _ folder: DemoFolder, _ clock: DemoClock, _ context: CommandContext) {
        self.site = site
        self.folder = folder
        self.clock = clock
        self.context = context
    }

    /// Serves on a port of this machine until it is asked to end; 0: on any that is free.
    func run(port: Int, until signals: Signals) throws {
        let clock = clock
        let settings = DashboardSettings(listen: .tcp(host: "127.0.0.1", port: port))
        var configuration = site.configuration
        configuration.dashboard = settings
        let web = WebContext(
            configuration,
            settings,
            path: folder.configuration,
            environment: context.environment,
            now: { clock.now() }
        )
        let server = try HTTPServer(
            listen: .tcp(host: "127.0.0.1", port: port),
            responder: WebApplication(web, routes: DeskRoutes.all)
        )
        try context.tell(DemoServerWords.open("http://127.0.0.1:\(server.port)/"))
        try context.output.flush()
        var waiting = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
        while signals.next() == nil { _ = poll(&waiting, 1, -1) }
        server.stop()
    }
}

/// What the demo says of its pages.
enum DemoServerWords {
    static let serve = Wording(
        ru: "Показать всё это в браузере, пока не прервут",
        en: "Show all of it in a browser, until interrupted"
    )
    static let port = Wording(
        ru: "Порт страниц; без параметра — любой свободный",
        en: "The pages' port; any that is free without it"
    )
    static let portAlone = Wording(
        ru: "--port имеет смысл только с --serve",
        en: "--port is for --serve alone"
    )

    static let notWhole = Wording(
        ru: "--serve и --whole-event нельзя указать вместе",
        en: "--serve and --whole-event exclude each other"
    )

    static func open(_ address: String) -> Wording {
        Wording(
            ru: """

                Откройте       \(address)
                Страницы показывают день примера; закончить — Ctrl+C.
                """,
            en: """

                Open           \(address)
                The pages show the day of the demo; Ctrl+C ends it.
                """
        )
    }
}
