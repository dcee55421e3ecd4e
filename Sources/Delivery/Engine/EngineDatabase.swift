public import Site
import Glibc
import Store

extension Engine {
    /// Makes the database where there is none; one that is there stays as it is.
    ///
    /// Not where a delivery journal lies beside its place: whoever begins anew there would tell people again what
    /// they were told, and a person decides that.
    ///
    /// - Returns: whether it was made.
    public static func makeDatabase(_ site: Site) throws(EngineError) -> Bool {
        let path = site.configuration.database
        guard access(path, F_OK) != 0, errno == ENOENT else { return false }
        guard !MessageStore.isBeingRestored(path) else { throw .cutOffRestore(path) }
        guard access(path + "-flight", F_OK) != 0 else { throw .lostDatabase(path) }
        do throws(StoreError) { _ = try MessageStore(path: path, access: .create) } catch {
            throw EngineError(error, path: path)
        }
        return true
    }
}
