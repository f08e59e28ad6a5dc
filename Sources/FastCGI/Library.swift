internal import CFastCGI
internal import Glibc

/// The global state of libfcgi.
enum Library {
    /// Initialises the library, once per process. `FCGX_Init` installs handlers for SIGTERM and
    /// SIGUSR1; the handlers of the process are restored afterwards. SIGPIPE is ignored.
    static func start() {
        _ = isReady
    }

    private static let isReady: Bool = {
        var terminate = sigaction()
        var user = sigaction()
        sigaction(SIGTERM, nil, &terminate)
        sigaction(SIGUSR1, nil, &user)
        let result = FCGX_Init()
        sigaction(SIGTERM, &terminate, nil)
        sigaction(SIGUSR1, &user, nil)
        signal(SIGPIPE, SIG_IGN)
        return result == 0
    }()
}
