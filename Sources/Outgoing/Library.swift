internal import CCurl
internal import Glibc
import HTTPClientTypes

/// libcurl's global state in this process.
enum Library {
    /// Initialises libcurl at the first call.
    static func start() throws(TransportError) {
        guard result == CURLE_OK else { throw .failed(result) }
    }

    private static let result: CURLcode = {
        // OpenSSL writes to sockets without MSG_NOSIGNAL, which would end the process by SIGPIPE.
        signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_SSL))
    }()
}
