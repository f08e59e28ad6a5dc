internal import CFastCGI
internal import Glibc

/// libfcgi's state of the process.
enum Library {
    /// Made ready once, with the process's own signal handling left as it was: the library would
    /// take SIGTERM and SIGUSR1 for itself.
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
