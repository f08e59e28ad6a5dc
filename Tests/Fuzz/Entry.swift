import Foundation

/// What libFuzzer calls with each input; a stop of the program is how it is told of harm.
@_cdecl("LLVMFuzzerTestOneInput")
public func feed(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: bytes, count: count))
    if let promise = target.broken(by: input) { fatalError(promise) }
    return 0
}

private let target: FuzzTarget = {
    guard let target = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap(FuzzTarget.init)
    else {
        fatalError(
            "FUZZ_TARGET names one of: "
                + FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return target
}()
