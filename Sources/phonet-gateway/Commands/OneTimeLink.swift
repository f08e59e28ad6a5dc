import CallRules
import Store
import Web

extension OneTimeLink {
    /// A new link of this kind, stored; the one before no longer works.
    ///
    /// - Parameters:
    ///   - employee: nil for the first administrator.
    ///   - address: as `PublicURLOption.shown` gives it.
    func made(
        for employee: Employee.ID?, at address: String, in store: Store
    ) throws -> String {
        let (token, now) = (Environment.secret(), Environment.now())
        _ = try store.invite(
            employee, hash: Secret.hash(token), expiring: now.advanced(bySeconds: seconds),
            by: .command, at: now
        ).saved("employee")
        return self.address(token, publicURL: address)
    }
}
