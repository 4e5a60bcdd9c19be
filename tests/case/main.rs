//! The case room through its public interface: errors, places and the shipped cases.

mod damaged;
mod errors_csv;
mod errors_toml;
mod ledger;
mod looked;
mod offices;
mod places;
mod sample;
mod shipped;
mod slips;
mod wide;
