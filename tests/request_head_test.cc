#include "tools/serve/request_head.h"

#include <gtest/gtest.h>

namespace chartgap {
namespace {

std::string wrong_with(const std::string& head) { return read_head(head).wrong; }
std::string get_with(const std::string& fields) { return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"; }

TEST(RequestHead, is_complete_at_its_empty_line) {
  EXPECT_EQ(head_length("GET / HTTP/1.1\r\nHost: a\r\n\r\nbody"), 27u);
  EXPECT_FALSE(head_length("GET / HTTP/1.1\r\nHost: a\r\n"));
  EXPECT_FALSE(head_length(""));
}

TEST(RequestHead, ends_at_a_bare_line_feed_at_once) {
  EXPECT_EQ(head_length("GET / HTTP/1.1\nHost: a\r\n"), 15u);
  EXPECT_EQ(head_length("\n"), 1u);
  EXPECT_EQ(wrong_with("GET / HTTP/1.1\nHost: a\r\n\r\n"), "a line does not end in CRLF");
  EXPECT_EQ(wrong_with("\r\nGET / HTTP/1.1\r\n\r\n"), "the request line is not METHOD TARGET HTTP/1.1");
}

TEST(RequestHead, reads_the_request_line_and_the_fields) {
  const HeadReading read = read_head("POST /v1/check HTTP/1.1\r\nHOST:  a:1 \t\r\nContent-Length: 5\r\nX: \r\n\r\n");
  ASSERT_EQ(read.wrong, "");
  EXPECT_EQ(read.head.method, "POST");
  EXPECT_EQ(read.head.target, "/v1/check");
  EXPECT_EQ(read.head.field("host"), "a:1");
  EXPECT_EQ(read.head.field("x"), "");
  EXPECT_EQ(read.head.content_length(), "5");
  EXPECT_FALSE(read.head.field("y"));
}

TEST(RequestHead, knows_whether_a_body_follows) {
  EXPECT_TRUE(read_head(get_with("Content-Length: 10\r\n")).head.has_body());
  EXPECT_TRUE(read_head(get_with("Transfer-Encoding: chunked\r\n")).head.has_body());
  EXPECT_FALSE(read_head(get_with("Content-Length: 0\r\n")).head.has_body());
  EXPECT_FALSE(read_head(get_with("")).head.has_body());
}

TEST(RequestHead, refuses_a_request_line_of_another_shape) {
  EXPECT_EQ(wrong_with("GET /\r\n\r\n"), "the request line is not METHOD TARGET HTTP/1.1");
  EXPECT_EQ(wrong_with("GET / x HTTP/1.1\r\n\r\n"), "the target has a space or a control character");
  EXPECT_EQ(wrong_with("G(T / HTTP/1.1\r\n\r\n"), "the method has characters that no method has");
  EXPECT_EQ(wrong_with(" / HTTP/1.1\r\n\r\n"), "the method has characters that no method has");
  EXPECT_EQ(wrong_with("GET http://a/ HTTP/1.1\r\n\r\n"), "the target is no path that begins with /");
  EXPECT_EQ(wrong_with("GET * HTTP/1.1\r\n\r\n"), "the target is no path that begins with /");
  EXPECT_EQ(wrong_with("GET  HTTP/1.1\r\n\r\n"), "the target is no path that begins with /");
  EXPECT_EQ(wrong_with("GET / HTTP/2.0\r\n\r\n"), "the version is neither HTTP/1.1 nor HTTP/1.0");
  EXPECT_EQ(wrong_with("GET /\x01 HTTP/1.1\r\n\r\n"), "the target has a space or a control character");
}

TEST(RequestHead, refuses_fields_that_can_be_read_in_two_ways) {
  EXPECT_EQ(wrong_with(get_with("X: a\r\n b\r\n")), "a header line is folded over two lines");
  EXPECT_EQ(wrong_with(get_with("X : a\r\n")), "a header's name has characters that no name has");
  EXPECT_EQ(wrong_with(get_with(": a\r\n")), "a header's name has characters that no name has");
  EXPECT_EQ(wrong_with(get_with("X\r\n")), "a header line has no colon");
  EXPECT_EQ(wrong_with(get_with("X: a\rb\r\n")), "a header's value has characters that are not ASCII, or control characters");
  EXPECT_EQ(wrong_with(get_with(std::string("X: a\0b\r\n", 8))), "a header's value has characters that are not ASCII, or control characters");
  EXPECT_EQ(wrong_with(get_with("X: \xc3\xa9\r\n")), "a header's value has characters that are not ASCII, or control characters");
  EXPECT_EQ(wrong_with(get_with("host: b\r\n")), "the header host stands twice");
  EXPECT_EQ(wrong_with(get_with("X-Chartgap-Token: a\r\nX-CHARTGAP-TOKEN: b\r\n")), "the header x-chartgap-token stands twice");
}

TEST(RequestHead, refuses_every_unclear_length_of_a_body) {
  EXPECT_EQ(wrong_with(get_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")), "there are both a Content-Length and a Transfer-Encoding");
  EXPECT_EQ(wrong_with(get_with("Content-Length: 5\r\nContent-Length: 5\r\n")), "the header content-length stands twice");
  for (const char* length : {"", "+5", "-1", "5,5", "0x5", "5 5", "99999999999999999999"}) {
    EXPECT_EQ(wrong_with(get_with("Content-Length: " + std::string(length) + "\r\n")), "the Content-Length is no number") << length;
  }
  for (const char* coding : {"", "gzip", "gzip, chunked", "chunked, chunked", "xchunked", "identity"}) {
    EXPECT_EQ(wrong_with(get_with("Transfer-Encoding: " + std::string(coding) + "\r\n")), "the Transfer-Encoding is not chunked") << coding;
  }
  EXPECT_EQ(wrong_with("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), "HTTP/1.0 knows no Transfer-Encoding");
}

}  // namespace
}  // namespace chartgap
