// swift-tools-version: 6.1
import PackageDescription

// No package dependencies: the toolchain and the C libraries of the system alone.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// A room of the house: a library target in `Sources/NAME`.
func room(_ name: String, _ imports: Target.Dependency...) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: strict)
}

/// The tests of a room: they import that room, TestSupport and what is named.
func tests(of name: String, _ more: Target.Dependency..., data: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.init(stringLiteral: name), "TestSupport"] + more,
        exclude: data,
        swiftSettings: strict
    )
}

let package = Package(
    name: "vestnik",
    products: [
        .executable(name: "vestnikd", targets: ["vestnikd"]),
        .executable(name: "vestnik", targets: ["vestnik"]),
        .executable(name: "vestnik-web", targets: ["vestnik-web"]),
    ],
    targets: [
        // C libraries of the system.
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),
        .systemLibrary(
            name: "CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),
        .systemLibrary(
            name: "CMarkdown",
            pkgConfig: "libcmark",
            providers: [.apt(["libcmark-dev"])]
        ),
        .systemLibrary(name: "CIDN", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CMicroHTTP",
            pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"])]
        ),
        .systemLibrary(name: "CCrypt", pkgConfig: "libcrypt", providers: [.apt(["libcrypt-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CResolver"),
        .systemLibrary(name: "CTime"),
        // Files of `config/`, the table of regions and the list of given names, compiled in.
        .target(
            name: "CEmbedded",
            exclude: ["given-names.txt", "regions.tsv"],
            cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]
        ),

        // Rooms, from the pure ones to the queue manager.
        // Every sentence that people read.
        room("Wording"),
        room("Locks", "CLinux"),
        room("Text"),
        room("Mustache", "Text", "Wording"),
        room("Mail", "CIDN", "Text", "Wording"),
        room("Regions", "CEmbedded"),
        room("Settings", "Text", "Wording"),
        room("Events", "Mail", "Regions", "Settings", "Wording"),
        room(
            "Letters",
            "CMarkdown",
            "Events",
            "Locks",
            "Mail",
            "Mustache",
            "Regions",
            "Settings",
            "Wording"
        ),
        // Tables out of files that spreadsheet programs write. The command line alone reads them: the daemon links neither
        // zlib nor libxml2 for them.
        room("Sheets", "CXML", "CZlib", "Text", "Wording"),
        room("Invitees", "Events", "Mail", "Regions", "Settings", "Sheets", "Wording"),
        room("SQLite", "CLinux", "CSQLite", "Wording"),
        room("Store", "Mail", "Regions", "SQLite", "Wording"),
        // Who is told what.
        room("Planning", "Events", "Mail", "Store"),
        // The web site's file, read as a stranger's.
        room("Intake", "CLinux", "Mail", "Service", "SQLite", "Wording"),
        room("Curl", "CCurl"),
        room("SMTP", "CLinux", "Curl", "Locks", "Mail", "Wording"),
        // Returned mail as bytes: what it means is not for this room.
        room("Mailbox", "CLinux", "Curl", "Locks", "Service", "Wording"),
        room("SMTPServer", "CLinux", "Locks", "Text", "Wording"),
        room("Service", "CLinux", "Wording"),
        // Requests and answers as values, and the server that brings them: no meaning.
        room("HTTP", "CLinux", "CMicroHTTP", "Locks", "Service", "Wording"),
        room("Terminal", "Text", "Wording"),
        room("Site", "Events", "Letters", "Regions", "Settings", "Wording"),
        room(
            "Delivery",
            "CLinux",
            "Curl",
            "Events",
            "Intake",
            "Letters",
            "Locks",
            "Mail",
            "Mailbox",
            "Mustache",
            "Planning",
            "Regions",
            "Service",
            "Settings",
            "Site",
            "SMTP",
            "Store",
            "Wording"
        ),
        // The reference of every key, name and column out of the declarations of their readers, and the manual pages.
        room("Manual", "Events", "Letters", "Settings", "Store", "Terminal", "Wording"),
        // What the command line and the dashboard do and ask.
        room(
            "Administration",
            "Delivery",
            "Events",
            "Intake",
            "Letters",
            "Mail",
            "Mustache",
            "Service",
            "Settings",
            "Site",
            "Store",
            "Text",
            "Wording"
        ),
        // What is said of an installation, its letters and its people: values that the command line and the desk both show.
        room(
            "Reports",
            "Delivery",
            "Events",
            "Intake",
            "Locks",
            "Mail",
            "Regions",
            "Service",
            "Settings",
            "Site",
            "Store",
            "Terminal",
            "Wording"
        ),
        // What the daemon writes to its administrators by itself.
        room(
            "Alerts",
            "CLinux",
            "Delivery",
            "Events",
            "Locks",
            "Mail",
            "Reports",
            "Service",
            "Settings",
            "Site",
            "Store",
            "Wording"
        ),
        // Answers of the domain name system.
        room("Resolver", "CResolver"),
        // Whether a machine and a sender's domain are fit for sending mail.
        room("Doctor", "CTime", "Resolver", "Wording"),
        // Passwords as the system keeps them.
        room("Passwords", "CCrypt"),
        // Acts that the web pages hand to the daemon, which owns the database.
        room(
            "Acts",
            "Administration",
            "CLinux",
            "Delivery",
            "Locks",
            "Mail",
            "Service",
            "Site",
            "Store",
            "Wording"
        ),
        // The web pages' core: routes, sessions, roles, the intake over HTTP, figures for machines.
        room(
            "Web",
            "Acts",
            "Administration",
            "Delivery",
            "Events",
            "HTTP",
            "Intake",
            "Locks",
            "Mail",
            "Passwords",
            "Reports",
            "Service",
            "Settings",
            "Site",
            "Store",
            "Terminal",
            "Text",
            "Wording"
        ),
        // The pages that administrators look at: what rooms below know, as HTML.
        room(
            "Desk",
            "Acts",
            "Administration",
            "Delivery",
            "Events",
            "HTTP",
            "Letters",
            "Mail",
            "Regions",
            "Reports",
            "Settings",
            "Site",
            "Store",
            "Web",
            "Wording"
        ),

        // Entry points.
        .executableTarget(
            name: "vestnikd",
            dependencies: [
                "Acts", "Alerts", "Delivery", "Intake", "Locks", "Manual", "Service", "Site", "Store",
                "Terminal", "Wording",
            ],
            exclude: ["Documentation.docc"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "vestnik-web",
            dependencies: [
                "Delivery", "Desk", "HTTP", "Locks", "Manual", "Passwords", "Service", "Settings", "Site",
                "Terminal", "Web", "Wording",
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "vestnik",
            dependencies: [
                "Administration", "Delivery", "Desk", "Doctor", "Events", "HTTP", "Intake", "Invitees",
                "Letters",
                "Locks", "Mail", "Mailbox", "Manual", "Mustache", "Regions", "Reports", "Resolver", "Service",
                "Settings", "Sheets", "Site", "SMTP", "SMTPServer", "SQLite", "Store", "Terminal", "Web",
                "Wording",
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "vestnik-bench",
            dependencies: [
                "CAllocations", "Delivery", "Events", "Intake", "Letters", "Locks", "Mustache", "Regions",
                "Service", "Site", "SQLite", "Store", "Terminal", "TestSupport", "Wording",
            ],
            path: "Tests/Benchmarks",
            swiftSettings: strict
        ),
        .target(name: "CAllocations", path: "Tests/Allocations"),

        // Tests.
        // A file system for SQLite that fails on demand.
        .target(name: "CFaultVFS", dependencies: ["CSQLite"], path: "Tests/CFaultVFS"),
        .target(
            name: "TestSupport",
            dependencies: ["CFaultVFS", "Locks", "SMTPServer", "SQLite", "Wording"],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        .target(
            name: "WebSupport",
            dependencies: ["HTTP", "Passwords", "Web"],
            path: "Tests/WebSupport",
            swiftSettings: strict
        ),
        tests(of: "Wording"),
        tests(of: "Locks"),
        tests(of: "Text"),
        tests(of: "Mustache"),
        tests(of: "Mail"),
        tests(of: "Regions"),
        tests(of: "Settings", "Wording"),
        tests(of: "Events", "Regions", "Settings"),
        tests(
            of: "Letters",
            "Events",
            "Mail",
            "Mustache",
            "Regions",
            "Settings",
            "Wording",
            data: ["Golden"]
        ),
        tests(of: "Sheets", "CZlib", "Wording"),
        tests(of: "Invitees", "Settings", "Sheets"),
        tests(of: "SQLite", "Locks"),
        tests(of: "Store", "Mail", "SQLite"),
        tests(of: "Planning", "Events", "Store"),
        tests(of: "Intake", "Locks", "SQLite"),
        tests(of: "Curl"),
        tests(of: "SMTP", "Curl", "Locks", "Mail"),
        tests(of: "Mailbox", "Curl", "Locks", "Service", "Wording"),
        tests(of: "SMTPServer"),
        tests(of: "Service"),
        tests(of: "Passwords"),
        tests(of: "Acts", "Mail", "Store", "Wording"),
        tests(
            of: "Web",
            "WebSupport",
            "Acts",
            "Administration",
            "HTTP",
            "Intake",
            "Locks",
            "Passwords",
            "Reports",
            "Service",
            "Settings",
            "SQLite",
            "Store"
        ),
        tests(
            of: "Desk",
            "WebSupport",
            "Acts",
            "HTTP",
            "Intake",
            "Locks",
            "Passwords",
            "Reports",
            "Settings",
            "SQLite",
            "Store",
            "Web",
            "Wording"
        ),
        tests(of: "HTTP", "Locks", "Service", "Wording"),
        tests(of: "Resolver"),
        tests(of: "Doctor", "Wording"),
        tests(of: "Terminal", "Wording"),
        tests(
            of: "Manual",
            "Events",
            "Intake",
            "Letters",
            "Settings",
            "SQLite",
            "Store",
            "Terminal",
            "Wording"
        ),
        tests(
            of: "Delivery",
            "Administration",
            "Events",
            "Intake",
            "Letters",
            "Mailbox",
            "Mail",
            "Mustache",
            "Regions",
            "Service",
            "Settings",
            "Site",
            "SMTP",
            "SMTPServer",
            "SQLite",
            "Store",
            "Wording"
        ),
        tests(
            of: "Alerts",
            "Delivery",
            "Intake",
            "Mail",
            "Reports",
            "Site",
            "SMTPServer",
            "SQLite",
            "Store",
            "Wording",
            data: ["Golden"]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Locks", "Service", "Site", "SQLite", "Store", "Terminal", "TestSupport", "vestnik",
                "vestnik-web",
                "vestnikd",
            ],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
