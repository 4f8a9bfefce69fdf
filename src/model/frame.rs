//! The checked frame of every binary file this crate writes: models and counts.
//!
//! ```text
//! magic        4 bytes   which kind of file
//! version      u16       of the payload's layout
//! flags        u16       none is defined yet: anything but 0 is refused
//! fingerprint  u64       of whatever the payload was computed with (feature set, word lists, …)
//! length       u64       of the payload
//! payload
//! CRC-32       u32       of everything before it
//! ```
//! All numbers are little-endian. A frame is opened completely or not at all: the length is compared with the bytes
//! at hand before anything is read, the checksum before anything is believed. [`Reader`] hands out slices of the file
//! and never allocates, so what a file can make a program allocate is bounded by the file's own size.

use crate::error::{Error, Result};

const HEADER: usize = 4 + 2 + 2 + 8 + 8;
const CHECKSUM: usize = 4;

/// A kind of file: its magic, the version of its layout and its name in messages ("model", "counts").
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    pub magic: [u8; 4],
    pub version: u16,
    pub name: &'static str,
}

impl Format {
    /// The file that holds `payload`.
    pub fn seal(&self, fingerprint: u64, payload: &[u8]) -> Vec<u8> {
        let mut file = Writer { bytes: Vec::with_capacity(HEADER + payload.len() + CHECKSUM) };
        file.bytes.extend_from_slice(&self.magic);
        file.u16(self.version);
        file.u16(0);
        file.u64(fingerprint);
        file.u64(payload.len() as u64);
        file.bytes.extend_from_slice(payload);
        let sum = crc32fast::hash(&file.bytes);
        file.u32(sum);
        file.bytes
    }

    /// The fingerprint and the payload of a file that [`seal`](Self::seal) made.
    ///
    /// # Errors
    /// Whatever differs from a sealed file by as much as a bit.
    pub fn open<'b>(&self, file: &'b [u8]) -> Result<(u64, Reader<'b>)> {
        let mut header = Reader { rest: file, format: self.name };
        if header.take(4).ok() != Some(&self.magic[..]) {
            return Err(self.fault("this is another kind of file"));
        }
        let (version, flags) = (header.u16()?, header.u16()?);
        let (fingerprint, length) = (header.u64()?, header.u64()?);
        if version != self.version {
            return Err(self.fault(&format!("version {version}; this library reads version {}", self.version)));
        }
        if flags != 0 {
            return Err(self.fault(&format!("unknown flags {flags:#06x}")));
        }
        let body = header.rest;
        if body.len().checked_sub(CHECKSUM).is_none_or(|n| n as u64 != length) {
            let held = body.len().saturating_sub(CHECKSUM);
            return Err(self.fault(&format!("{length} bytes of content are announced and {held} are there")));
        }
        let (payload, mut sum) =
            (&body[..body.len() - CHECKSUM], Reader { rest: &body[body.len() - CHECKSUM..], format: self.name });
        if sum.u32()? != crc32fast::hash(&file[..HEADER + payload.len()]) {
            return Err(self.fault("the checksum does not match the content"));
        }
        Ok((fingerprint, Reader { rest: payload, format: self.name }))
    }

    /// An error that names this kind of file.
    pub fn fault(&self, what: &str) -> Error {
        Error::damaged(self.name, what)
    }
}

/// Little-endian numbers and strings, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    pub bytes: Vec<u8>,
}

impl Writer {
    pub fn u8(&mut self, n: u8) {
        self.bytes.push(n);
    }

    pub fn u16(&mut self, n: u16) {
        self.bytes.extend_from_slice(&n.to_le_bytes());
    }

    pub fn u32(&mut self, n: u32) {
        self.bytes.extend_from_slice(&n.to_le_bytes());
    }

    pub fn u64(&mut self, n: u64) {
        self.bytes.extend_from_slice(&n.to_le_bytes());
    }

    pub fn f32(&mut self, x: f32) {
        self.u32(x.to_bits());
    }

    pub fn f64(&mut self, x: f64) {
        self.u64(x.to_bits());
    }

    /// Length in bytes as u32, then UTF-8. (Nothing this crate writes has a string of 4 GB.)
    pub fn text(&mut self, s: &str) {
        self.u32(u32::try_from(s.len()).unwrap_or(u32::MAX));
        self.bytes.extend_from_slice(s.as_bytes());
    }
}

/// Reads what a [`Writer`] wrote; every step checks that the bytes are there.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'b> {
    rest: &'b [u8],
    format: &'static str,
}

impl<'b> Reader<'b> {
    /// Bytes not read yet.
    pub fn remaining(&self) -> usize {
        self.rest.len()
    }

    pub fn take(&mut self, n: usize) -> Result<&'b [u8]> {
        let (head, rest) = self.rest.split_at_checked(n).ok_or_else(|| self.fault("it ends too early"))?;
        self.rest = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let bytes = self.take(N)?;
        bytes.try_into().map_err(|_| self.fault("it ends too early"))
    }

    pub fn u8(&mut self) -> Result<u8> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    pub fn u16(&mut self) -> Result<u16> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    pub fn u32(&mut self) -> Result<u32> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub fn u64(&mut self) -> Result<u64> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    /// A finite number; NaN and infinities are a fault of the file.
    pub fn f32(&mut self) -> Result<f32> {
        let x = f32::from_bits(self.u32()?);
        if x.is_finite() { Ok(x) } else { Err(self.fault("a number in it is not finite")) }
    }

    /// A finite number; NaN and infinities are a fault of the file.
    pub fn f64(&mut self) -> Result<f64> {
        let x = f64::from_bits(self.u64()?);
        if x.is_finite() { Ok(x) } else { Err(self.fault("a number in it is not finite")) }
    }

    pub fn text(&mut self) -> Result<&'b str> {
        let length = self.u32()?;
        let bytes = self.take(usize::try_from(length).map_err(|_| self.fault("it ends too early"))?)?;
        std::str::from_utf8(bytes).map_err(|_| self.fault("a name in it is not UTF-8"))
    }

    /// A number of things of which each takes at least `size` bytes: one that cannot be there is refused before
    /// anything is allocated for it.
    pub fn count(&mut self, size: usize) -> Result<usize> {
        let n = self.u64()?;
        let fits =
            usize::try_from(n).ok().filter(|n| n.checked_mul(size).is_some_and(|bytes| bytes <= self.rest.len()));
        fits.ok_or_else(|| self.fault(&format!("{n} entries are announced and cannot be there")))
    }

    /// Nothing may be left once everything is read.
    pub fn finish(&self) -> Result<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.fault("something stands after its end")) }
    }

    pub fn fault(&self, what: &str) -> Error {
        Error::damaged(self.format, what)
    }
}

/// FNV-1a, 64 bits: the fingerprint of a description. Not a defence against forgery, only against mistakes.
pub(crate) fn fingerprint(description: &str) -> u64 {
    description.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMAT: Format = Format { magic: *b"TEST", version: 3, name: "test" };

    #[test]
    fn what_is_sealed_opens() {
        let mut w = Writer::default();
        w.text("one");
        w.f32(0.5);
        w.u64(7);
        let file = FORMAT.seal(42, &w.bytes);
        let (print, mut r) = FORMAT.open(&file).expect("sealed");
        assert_eq!((print, r.text().ok(), r.f32().ok(), r.u64().ok()), (42, Some("one"), Some(0.5), Some(7)));
        assert!(r.finish().is_ok());
        assert!(r.u8().is_err(), "reading on after the end");
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_refused() {
        let file = FORMAT.seal(1, b"some payload");
        for bit in 0..file.len() * 8 {
            let mut bad = file.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(FORMAT.open(&bad).is_err(), "bit {bit}");
        }
        for end in 0..file.len() {
            assert!(FORMAT.open(&file[..end]).is_err(), "cut at {end}");
        }
        let longer = [&file[..], b"x"].concat();
        assert!(FORMAT.open(&longer).is_err());
    }

    #[test]
    fn counts_and_numbers_that_cannot_be_are_refused() {
        let mut w = Writer::default();
        w.u64(u64::MAX);
        let file = FORMAT.seal(0, &w.bytes);
        assert!(FORMAT.open(&file).and_then(|(_, mut r)| r.count(1)).is_err());
        let mut w = Writer::default();
        w.f32(f32::NAN);
        w.f64(f64::INFINITY);
        let file = FORMAT.seal(0, &w.bytes);
        let (_, mut r) = FORMAT.open(&file).expect("sealed");
        assert!(r.f32().is_err() && r.f64().is_err());
    }
}
