// The system's hashing of passwords (crypt(5)), for Swift.
#pragma once
#include <crypt.h>
