import Mail
import Site
import Store

/// What letters are made from is kept, so that each can be shown later as it went.
extension Engine {
    /// The letters of a site, with its editions kept.
    ///
    /// A database that cannot keep them now keeps no letter from going: that one cannot be shown as it went.
    static func letters(_ site: Site, _ store: MessageStore, tokenKey: SecretKey, now: Int64) -> LetterSource
    {
        var source = LetterSource(events: site.events, configuration: site.configuration, tokenKey: tokenKey)
        let editions = site.events.sorted { $0.key < $1.key }.compactMap { name, kit in
            EventEdition.of(kit, named: name, source.settings)
        }
        let ids = (try? store.use(editions: editions, now: now)) ?? []
        for (edition, id) in zip(editions, ids) { source.editions[edition.event] = id }
        return source
    }
}
