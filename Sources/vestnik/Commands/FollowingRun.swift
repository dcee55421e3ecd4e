import Administration
import Glibc
import Service
import Site
import Store

/// Lets messages follow an act on their mailing where no daemon does.
struct FollowingRun {
    private let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    /// Leaves it to the daemon that runs.
    func finishWithoutDaemon(_ store: MessageStore, site: Site) throws {
        guard try store.isFollowing(), LockFile.holder(of: LockFile.path(besides: store.databasePath)) == nil
        else { return }
        try finish(store, site: site)
    }

    /// Waits until all messages have followed.
    ///
    /// Where configuration or events cannot be read, they keep the ends that they have.
    func finish(_ store: MessageStore) throws {
        guard try store.isFollowing() else { return }
        guard let site = try? Site.load(configuration: context.configurationPath) else {
            while try store.follow(now: context.now) != nil { Self.rest() }
            return
        }
        try finish(store, site: site)
    }

    private func finish(_ store: MessageStore, site: Site) throws {
        try MailingService(site: site, store: store).followAll(now: context.now, rest: Self.rest)
    }

    /// Whoever waits for the database gets it.
    static func rest() { usleep(3000) }
}
