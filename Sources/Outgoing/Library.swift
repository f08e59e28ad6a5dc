internal import CCurl
internal import Glibc
import HTTPClientTypes

/// libcurl's state of the process.
enum Library {
    /// Makes it ready, once.
    static func start() throws(TransportError) {
        guard result == CURLE_OK else { throw .failed(result) }
    }

    private static let result: CURLcode = {
        // OpenSSL writes to sockets without MSG_NOSIGNAL.
        signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_SSL))
    }()
}
