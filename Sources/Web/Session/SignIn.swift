import BackgroundWork
import CallRules
import Store

/// Signs people in by e-mail and password. Neither the answer nor its time shows whether the
/// account exists.
struct SignIn: Sendable {
    let store: Store
    /// Returns a new secret each time; see `GatewayOptions.secret`.
    let secret: @Sendable () -> String
    private let throttle = SignInThrottle()
    /// Passwords hashed at once: 2, and 2 threads may wait. Each hash takes 32 MiB and 0.25 s of a
    /// core, and the threads that wait are workers that also answer Phonet.
    private let hashing = Limiter(places: 2, waiting: 2)

    init(store: Store, secret: @escaping @Sendable () -> String) {
        self.store = store
        self.secret = secret
    }

    /// E-mail and password as typed, and the browser.
    struct Attempt {
        let email: String
        let password: String
        let browser: Browser
    }

    /// A browser, as its request shows it.
    struct Browser {
        /// The session cookie; nil: there is none.
        let session: String?
        /// The device cookie; nil: there is none.
        let device: String?
        let origin: ClientInfo
    }

    /// The secrets for the session cookie and the device cookie.
    struct SessionSecrets {
        let session: String
        let device: String
    }

    enum Outcome {
        case signedIn(SessionRow, SessionSecrets)
        /// The e-mail or the password is wrong; the answer does not say which.
        case refused
        /// Too many attempts. The next one is allowed after `seconds`.
        case throttled(seconds: Int)
        /// Too many passwords are being hashed; try again in a moment.
        case busy
    }

    /// Checks e-mail and password, and opens a session if they are right. Blocks while the password
    /// is hashed.
    func attempt(_ attempt: Attempt, at now: Instant) throws(StoreError) -> Outcome {
        let known = try store.password(email: attempt.email)
        let checked = try check(attempt.password, of: known, attempt, at: now)
        switch checked {
        case .right:
            let keys = keys()
            guard let known,
                let session = try store.openSession(
                    for: known, newSession(attempt.browser, keys), at: now)
            else { return .refused }
            return .signedIn(session, keys)
        case .wrong: return .refused
        case .throttled(let seconds): return .throttled(seconds: seconds)
        case .busy: return .busy
        }
    }

    /// Checks the password of the signed-in person, and notes in the session that it was typed. A
    /// wrong one counts as a sign-in attempt. Blocks while the password is hashed.
    func confirm(
        _ password: String, in session: SessionRow, browser: Browser, at now: Instant
    ) throws(StoreError) -> Check {
        let known = try store.password(of: session.employee.id)
        let checked = try check(password, in: session, browser: browser, at: now)
        guard case .right = checked, let known else { return checked }
        return try store.confirmPassword(known, in: session, at: now) ? .right : .wrong
    }

    /// The result of checking a password; `throttled` and `busy` as in `Outcome`.
    enum Check {
        case right, wrong, busy
        case throttled(seconds: Int)
    }

    /// Checks the password of the signed-in person. A wrong one counts as a sign-in attempt. Blocks
    /// while the password is hashed.
    func check(
        _ password: String, in session: SessionRow, browser: Browser, at now: Instant
    ) throws(StoreError) -> Check {
        let employee = session.employee
        return try check(
            password, of: try store.password(of: employee.id),
            Attempt(
                email: employee.details.email ?? "employee/\(employee.id.value)",
                password: password, browser: browser),
            at: now)
    }

    /// Notes a refused link or JWT in the audit, at most 100 refusals in 15 minutes.
    func noteRefusal(of origin: ClientInfo, at now: Instant) { note(nil, origin, at: now) }

    /// Hashes a new password for storing. Blocks meanwhile.
    ///
    /// - Returns: nil when too many passwords are being hashed, or memory is short.
    func hash(_ password: String) -> String? {
        let salt = Secret.hash(secret())
        return hashing.run { PasswordHash(of: password, salt: salt)?.text }.flatMap { $0 }
    }

    /// New secrets for a session and a device.
    func keys() -> SessionSecrets { SessionSecrets(session: secret(), device: secret()) }

    /// What the store saves of a new session: hashes of the new secrets, and of the browser's old
    /// ones, which the new ones replace.
    func newSession(_ browser: Browser, _ keys: SessionSecrets) -> NewSession {
        NewSession(
            session: Secret.hash(keys.session), device: Secret.hash(keys.device),
            oldSession: browser.session.map(Secret.hash),
            oldDevice: browser.device.map(Secret.hash), origin: browser.origin)
    }

    private func check(
        _ password: String, of known: PasswordRow?, _ attempt: Attempt, at now: Instant
    ) throws(StoreError) -> Check {
        let origin = attempt.browser.origin
        let isLong = password.unicodeScalars.count > PasswordRules.lengths.upperBound
        let stored = (isLong ? nil : known.flatMap { PasswordHash($0.hash) }) ?? .nobodys
        let counted: SignInThrottle.Try
        switch throttle.begin(try throttled(attempt, known?.employee), at: now) {
        case .allowed(let attempt): counted = attempt
        case .refused(let seconds):
            note(known?.employee, origin, at: now)
            return .throttled(seconds: seconds)
        }
        guard let isRight = hashing.run({ stored.matches(isLong ? "" : password) }) else {
            throttle.takeBack(counted)
            return .busy
        }
        guard isRight, known != nil else {
            note(known?.employee, origin, at: now)
            return .wrong
        }
        throttle.takeBack(counted)
        return .right
    }

    private func throttled(
        _ attempt: Attempt, _ employee: Employee.ID?
    ) throws(StoreError) -> SignInThrottle.Attempt {
        var device: Int64?
        var isFamiliar = false
        let browser = attempt.browser
        if let employee {
            if let cookie = browser.device {
                device = try store.device(hash: Secret.hash(cookie), of: employee)
            }
            isFamiliar = try store.hasSignedIn(employee, from: browser.origin.sourceIP)
        }
        return SignInThrottle.Attempt(
            email: attempt.email, sourceIP: browser.origin.sourceIP, device: device,
            isFamiliar: isFamiliar)
    }

    /// Writes a refused attempt to the audit log, at most 100 in 15 minutes.
    private func note(_ employee: Employee.ID?, _ origin: ClientInfo, at now: Instant) {
        guard throttle.mayBeNoted(at: now) else { return }
        store.refusedSignIn(to: employee, from: origin, at: now)
    }
}
