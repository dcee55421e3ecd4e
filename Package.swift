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

/// The tests of a room: they import that room and TestSupport alone.
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
        .systemLibrary(name: "CLinux"),
        // Files of `config/` and the table of regions, compiled in.
        .target(
            name: "CEmbedded",
            exclude: ["regions.tsv"],
            cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]
        ),

        // Rooms, from the pure ones to the conductor.
        room("Locks"),
        room("Mustache"),
        room("Mail", "CIDN"),
        room("Regions", "CEmbedded"),
        room("Settings"),
        room("Events", "Mail", "Regions", "Settings"),
        room("Letters", "Mustache", "Mail", "Events", "Regions", "Settings", "CMarkdown"),
        room("SQLite", "CSQLite"),
        room("Store", "Mail", "SQLite", "Regions"),
        // Who is told what.
        room("Planning", "Events", "Mail", "Store"),
        // The web site's file, read as a stranger's.
        room("Intake", "Service", "SQLite", "CLinux"),
        room("Curl", "CCurl"),
        room("SMTP", "Mail", "Curl", "Locks", "CLinux"),
        room("SMTPServer", "Locks", "CLinux"),
        room("Service", "CLinux"),
        room("Terminal"),
        room(
            "Delivery",
            "Letters",
            "Events",
            "Intake",
            "Locks",
            "Mail",
            "Planning",
            "Mustache",
            "Regions",
            "Settings",
            "SMTP",
            "Store",
            "Service",
            "CLinux"
        ),

        // Entry points.
        .executableTarget(
            name: "vestnikd",
            dependencies: ["Delivery", "Intake", "Service", "Settings", "Terminal"],
            exclude: ["Documentation.docc"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "vestnik",
            dependencies: [
                "CEmbedded", "Delivery", "Events", "Intake", "Letters", "Locks", "Mail", "Mustache",
                "Regions",
                "Service",
                "Settings", "SMTP", "SMTPServer", "SQLite", "Store", "Terminal",
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "vestnik-bench",
            dependencies: [
                "CAllocations", "Delivery", "Events", "Intake", "Letters", "Locks", "Mustache", "Regions",
                "Service",
                "SQLite",
                "Store", "Terminal", "TestSupport",
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
            dependencies: ["CFaultVFS", "Locks", "SMTPServer", "SQLite"],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        tests(of: "Locks"),
        tests(of: "Mustache"),
        tests(of: "Mail"),
        tests(of: "Regions"),
        tests(of: "Settings"),
        tests(of: "Events"),
        tests(of: "Letters", data: ["Golden"]),
        tests(of: "SQLite"),
        tests(of: "Store"),
        tests(of: "Planning", "Events", "Store"),
        tests(of: "Intake", "Locks", "SQLite", "vestnikd"),
        tests(of: "Curl"),
        tests(of: "SMTP", "Locks"),
        tests(of: "SMTPServer"),
        tests(of: "Service"),
        tests(of: "Terminal"),
        tests(
            of: "Delivery",
            "Intake",
            "Planning",
            "Mustache",
            "Store",
            "Events",
            "Letters",
            "Mail",
            "Settings",
            "SMTP",
            "Service"
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["TestSupport", "vestnik", "vestnikd"],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
