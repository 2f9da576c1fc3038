#include "tools/readers/byte_stream.h"

#include "tools/readers/unpack.h"

namespace chartgap {

class ByteStream::State {
 public:
  explicit State(const std::string& path) : file_(path), packing_(find_packing(file_.block())), unpacker_(packing_) {}

  size_t read(char* to, size_t room) {
    const size_t got = packing_ == Packing::none ? file_.read(to, room) : unpacker_.unpack(file_, to, room);
    given_ += got;
    return got;
  }
  const std::optional<Problem>& problem() const { return packing_ == Packing::none ? file_.problem() : unpacker_.problem(); }
  uint64_t expansion() const { return packing_ == Packing::none || file_.bytes_read() == 0 ? 0 : given_ / file_.bytes_read(); }

 private:
  RawFile file_;
  Packing packing_;
  Unpacker unpacker_;
  uint64_t given_ = 0;
};

ByteStream::ByteStream(const std::string& path) : state_(std::make_unique<State>(path)) {}
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() = default;
size_t ByteStream::read(char* to, size_t room) { return state_->read(to, room); }
const std::optional<Problem>& ByteStream::problem() const { return state_->problem(); }
uint64_t ByteStream::expansion() const { return state_->expansion(); }

}  // namespace chartgap
