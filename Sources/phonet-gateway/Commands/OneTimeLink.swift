import CallRules
import Store
import Web

extension OneTimeLink {
    /// Stores and returns a new link of this kind; the earlier one becomes invalid.
    ///
    /// - Parameters:
    ///   - employee: nil: the link for the first administrator.
    ///   - address: the result of `PublicURLOption.shown`.
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
