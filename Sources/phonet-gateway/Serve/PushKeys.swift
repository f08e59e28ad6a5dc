import Store
import WebPush

extension VAPIDKeys {
    /// The VAPID keys of this gateway, created at the first start.
    init(of store: Store) throws {
        let kept = try store.pushKey(
            orKeep: { VAPIDKeys().rawRepresentation }, at: Environment.now())
        guard let keys = VAPIDKeys(rawRepresentation: kept) else {
            throw Refused("The key for pushes in the database is damaged: restore the last backup.")
        }
        self = keys
    }
}
