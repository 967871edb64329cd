// RUN: %run_and_compare %s %t
// The text of a body survives: raw strings, comments in every place, tabs, line continuations, names and strings beyond
// ASCII, digraphs and alternative tokens, very long lines.
// FLAGS: -Wno-comment
#include "trace.hpp"

task<int> raw_strings(int n) {
  const char *one = R"(a "quoted" \n text)";
  const char *two = R"x(line 1
  line 2 )" still
	tab // no comment
# if no directive
co_await no_await)x";
  say("%s|%s", one, co_await wait("a", two));
  say(R"(%d
%s)", co_await wait("b", n), R"-(
)-" "literal");
  std::string text = R"(
)" + std::string(co_await wait("c", R"(")"));
  co_await wait("d");
  say("%s", text.c_str());
  co_return n;
}

task<int> comments(int n /* a parameter */) /* before the brace */ { // behind the brace
  /* first */ int a = /* before */ co_await /* inside */ wait("a", /* argument */ n) /* behind */; // end of line
  // on its own line
  /* several
     lines */
  if (a /* condition */ > 0 // and more of it
      /* } */ && co_await wait("b", true) /* ) */) // before a statement
    say("yes"); /* behind it */ else /* or */ say("no");
  for (/* init */ int i = 0; /* condition */ i < 2; /* increment */ ++i /* end */) /* body */ {
    // only a comment
    co_await wait("c"); /* } */ // {
  } /* after the loop */
  co_await /* name */ wait // of
      // the
      ("d" /* "e" */);
  say("// no comment /* neither */"); // '" unbalanced
  co_return /* value */ a /* end */; // at the end
  // last
}

task<int> spaces(int n){int a=co_await wait("a",n);if(a>1){co_await wait("b");}else co_await wait("c");co_return a;}

	task<int>	tabs	(	int	n	)	{
	int	a	=	co_await	wait	(	"a	b"	,	n	)	;
		co_return	a	;	}

task<int> continuations(int n) {
  int a = co_await wait("a", \
                        n);
  int b\
eta = 1; // a name of two parts
  say("one \
two");
  // a comment that goes on \
  co_await wait("never");
  co_aw\
ait wait("b");
  int c = a +\
          beta;
  co_return c + beta;
}

task<int> beyond_ascii(int größe) {
  int naïve = co_await wait("é", größe);
  noisy ключ("κλειδί");
  co_await wait("日本");
  say("%s ümlaut \u00e9 %d", ключ.text(), naïve); // 日本語 – “quoted”
  co_return größe;
}

task<int> alternatives(int n) <%
  int values<::> = <% 1, 2 %>;
  if (n == 1 and not (n not_eq 1) or co_await wait("a", false)) <%
    values<:0:> = compl co_await wait("b", 3) bitand 7;
  %>
  n and_eq co_await wait("c", 1);
  co_return values<:0:> + n;
%>

task<int> long_line(int n) { int sum = n * 0 + n * 1 + n * 2 + n * 3 + n * 4 + n * 5 + n * 6 + n * 7 + n * 8 + n * 9 + n * 10 + n * 11 + n * 12 + n * 13 + n * 14 + n * 15 + n * 16 + n * 17 + n * 18 + n * 19 + n * 20 + n * 21 + n * 22 + n * 23 + n * 24 + n * 25 + n * 26 + n * 27 + n * 28 + n * 29 + n * 30 + n * 31 + n * 32 + n * 33 + n * 34 + n * 35 + n * 36 + n * 37 + n * 38 + n * 39 + n * 40 + n * 41 + n * 42 + n * 43 + n * 44 + n * 45 + n * 46 + n * 47 + n * 48 + n * 49 + n * 50 + n * 51 + n * 52 + n * 53 + n * 54 + n * 55 + n * 56 + n * 57 + n * 58 + n * 59 + n * 60 + n * 61 + n * 62 + n * 63 + n * 64 + n * 65 + n * 66 + n * 67 + n * 68 + n * 69 + n * 70 + n * 71 + n * 72 + n * 73 + n * 74 + n * 75 + n * 76 + n * 77 + n * 78 + n * 79 + n * 80 + n * 81 + n * 82 + n * 83 + n * 84 + n * 85 + n * 86 + n * 87 + n * 88 + n * 89 + n * 90 + n * 91 + n * 92 + n * 93 + n * 94 + n * 95 + n * 96 + n * 97 + n * 98 + n * 99 + n * 100 + n * 101 + n * 102 + n * 103 + n * 104 + n * 105 + n * 106 + n * 107 + n * 108 + n * 109 + n * 110 + n * 111 + n * 112 + n * 113 + n * 114 + n * 115 + n * 116 + n * 117 + n * 118 + n * 119 + n * 120 + n * 121 + n * 122 + n * 123 + n * 124 + n * 125 + n * 126 + n * 127 + n * 128 + n * 129 + n * 130 + n * 131 + n * 132 + n * 133 + n * 134 + n * 135 + n * 136 + n * 137 + n * 138 + n * 139 + n * 140 + n * 141 + n * 142 + n * 143 + n * 144 + n * 145 + n * 146 + n * 147 + n * 148 + n * 149 + n * 150 + n * 151 + n * 152 + n * 153 + n * 154 + n * 155 + n * 156 + n * 157 + n * 158 + n * 159 + n * 160 + n * 161 + n * 162 + n * 163 + n * 164 + n * 165 + n * 166 + n * 167 + n * 168 + n * 169 + n * 170 + n * 171 + n * 172 + n * 173 + n * 174 + n * 175 + n * 176 + n * 177 + n * 178 + n * 179 + n * 180 + n * 181 + n * 182 + n * 183 + n * 184 + n * 185 + n * 186 + n * 187 + n * 188 + n * 189 + n * 190 + n * 191 + n * 192 + n * 193 + n * 194 + n * 195 + n * 196 + n * 197 + n * 198 + n * 199 + n * 200 + n * 201 + n * 202 + n * 203 + n * 204 + n * 205 + n * 206 + n * 207 + n * 208 + n * 209 + n * 210 + n * 211 + n * 212 + n * 213 + n * 214 + n * 215 + n * 216 + n * 217 + n * 218 + n * 219 + n * 220 + n * 221 + n * 222 + n * 223 + n * 224 + n * 225 + n * 226 + n * 227 + n * 228 + n * 229 + n * 230 + n * 231 + n * 232 + n * 233 + n * 234 + n * 235 + n * 236 + n * 237 + n * 238 + n * 239 + n * 240 + n * 241 + n * 242 + n * 243 + n * 244 + n * 245 + n * 246 + n * 247 + n * 248 + n * 249 + n * 250 + n * 251 + n * 252 + n * 253 + n * 254 + n * 255 + n * 256 + n * 257 + n * 258 + n * 259 + n * 260 + n * 261 + n * 262 + n * 263 + n * 264 + n * 265 + n * 266 + n * 267 + n * 268 + n * 269 + n * 270 + n * 271 + n * 272 + n * 273 + n * 274 + n * 275 + n * 276 + n * 277 + n * 278 + n * 279 + n * 280 + n * 281 + n * 282 + n * 283 + n * 284 + n * 285 + n * 286 + n * 287 + n * 288 + n * 289 + n * 290 + n * 291 + n * 292 + n * 293 + n * 294 + n * 295 + n * 296 + n * 297 + n * 298 + n * 299 + n * 300 + n * 301 + n * 302 + n * 303 + n * 304 + n * 305 + n * 306 + n * 307 + n * 308 + n * 309 + n * 310 + n * 311 + n * 312 + n * 313 + n * 314 + n * 315 + n * 316 + n * 317 + n * 318 + n * 319 + n * 320 + n * 321 + n * 322 + n * 323 + n * 324 + n * 325 + n * 326 + n * 327 + n * 328 + n * 329 + n * 330 + n * 331 + n * 332 + n * 333 + n * 334 + n * 335 + n * 336 + n * 337 + n * 338 + n * 339 + n * 340 + n * 341 + n * 342 + n * 343 + n * 344 + n * 345 + n * 346 + n * 347 + n * 348 + n * 349 + n * 350 + n * 351 + n * 352 + n * 353 + n * 354 + n * 355 + n * 356 + n * 357 + n * 358 + n * 359 + n * 360 + n * 361 + n * 362 + n * 363 + n * 364 + n * 365 + n * 366 + n * 367 + n * 368 + n * 369 + n * 370 + n * 371 + n * 372 + n * 373 + n * 374 + n * 375 + n * 376 + n * 377 + n * 378 + n * 379 + n * 380 + n * 381 + n * 382 + n * 383 + n * 384 + n * 385 + n * 386 + n * 387 + n * 388 + n * 389 + n * 390 + n * 391 + n * 392 + n * 393 + n * 394 + n * 395 + n * 396 + n * 397 + n * 398 + n * 399 + co_await wait("long", 0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14 + 15 + 16 + 17 + 18 + 19 + 20 + 21 + 22 + 23 + 24 + 25 + 26 + 27 + 28 + 29 + 30 + 31 + 32 + 33 + 34 + 35 + 36 + 37 + 38 + 39 + 40 + 41 + 42 + 43 + 44 + 45 + 46 + 47 + 48 + 49 + 50 + 51 + 52 + 53 + 54 + 55 + 56 + 57 + 58 + 59 + 60 + 61 + 62 + 63 + 64 + 65 + 66 + 67 + 68 + 69 + 70 + 71 + 72 + 73 + 74 + 75 + 76 + 77 + 78 + 79 + 80 + 81 + 82 + 83 + 84 + 85 + 86 + 87 + 88 + 89 + 90 + 91 + 92 + 93 + 94 + 95 + 96 + 97 + 98 + 99 + 100 + 101 + 102 + 103 + 104 + 105 + 106 + 107 + 108 + 109 + 110 + 111 + 112 + 113 + 114 + 115 + 116 + 117 + 118 + 119 + 120 + 121 + 122 + 123 + 124 + 125 + 126 + 127 + 128 + 129 + 130 + 131 + 132 + 133 + 134 + 135 + 136 + 137 + 138 + 139 + 140 + 141 + 142 + 143 + 144 + 145 + 146 + 147 + 148 + 149 + 150 + 151 + 152 + 153 + 154 + 155 + 156 + 157 + 158 + 159 + 160 + 161 + 162 + 163 + 164 + 165 + 166 + 167 + 168 + 169 + 170 + 171 + 172 + 173 + 174 + 175 + 176 + 177 + 178 + 179 + 180 + 181 + 182 + 183 + 184 + 185 + 186 + 187 + 188 + 189 + 190 + 191 + 192 + 193 + 194 + 195 + 196 + 197 + 198 + 199 + 200 + 201 + 202 + 203 + 204 + 205 + 206 + 207 + 208 + 209 + 210 + 211 + 212 + 213 + 214 + 215 + 216 + 217 + 218 + 219 + 220 + 221 + 222 + 223 + 224 + 225 + 226 + 227 + 228 + 229 + 230 + 231 + 232 + 233 + 234 + 235 + 236 + 237 + 238 + 239 + 240 + 241 + 242 + 243 + 244 + 245 + 246 + 247 + 248 + 249 + 250 + 251 + 252 + 253 + 254 + 255 + 256 + 257 + 258 + 259 + 260 + 261 + 262 + 263 + 264 + 265 + 266 + 267 + 268 + 269 + 270 + 271 + 272 + 273 + 274 + 275 + 276 + 277 + 278 + 279 + 280 + 281 + 282 + 283 + 284 + 285 + 286 + 287 + 288 + 289 + 290 + 291 + 292 + 293 + 294 + 295 + 296 + 297 + 298 + 299 + 300 + 301 + 302 + 303 + 304 + 305 + 306 + 307 + 308 + 309 + 310 + 311 + 312 + 313 + 314 + 315 + 316 + 317 + 318 + 319 + 320 + 321 + 322 + 323 + 324 + 325 + 326 + 327 + 328 + 329 + 330 + 331 + 332 + 333 + 334 + 335 + 336 + 337 + 338 + 339 + 340 + 341 + 342 + 343 + 344 + 345 + 346 + 347 + 348 + 349 + 350 + 351 + 352 + 353 + 354 + 355 + 356 + 357 + 358 + 359 + 360 + 361 + 362 + 363 + 364 + 365 + 366 + 367 + 368 + 369 + 370 + 371 + 372 + 373 + 374 + 375 + 376 + 377 + 378 + 379 + 380 + 381 + 382 + 383 + 384 + 385 + 386 + 387 + 388 + 389 + 390 + 391 + 392 + 393 + 394 + 395 + 396 + 397 + 398 + 399); co_await wait("a"); co_return sum; }

int main() {
  run("raw strings", [] { return raw_strings(1); });
  run("comments", [] { return comments(1); });
  run("spaces", [] { return spaces(2); });
  run("tabs", [] { return tabs(1); });
  run("continuations", [] { return continuations(1); });
  run("beyond ascii", [] { return beyond_ascii(1); });
  run("alternatives", [] { return alternatives(1); });
  run("long line", [] { return long_line(1); });
}
// EXPECT: raw strings:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a a "quoted" \n text|line 1
// EXPECT:   line 2 )" still
// EXPECT: 	tab // no comment
// EXPECT: # if no directive
// EXPECT: co_await no_await ?b |b
// EXPECT: 3: >b 1
// EXPECT:
// EXPECT: literal ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d
// EXPECT: " return(1)
// EXPECT: end:
// EXPECT: comments:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b yes ?c |c
// EXPECT: 4: >c ?c |c
// EXPECT: 5: >c ?d |d
// EXPECT: 6: >d // no comment /* neither */ return(1)
// EXPECT: end:
// EXPECT: spaces:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b return(2)
// EXPECT: end:
// EXPECT: tabs:
// EXPECT: 1: ?a	b |a	b
// EXPECT: 2: >a	b return(1)
// EXPECT: end:
// EXPECT: continuations:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a one two ?b |b
// EXPECT: 3: >b return(3)
// EXPECT: end:
// EXPECT: beyond ascii:
// EXPECT: 1: ?é |é
// EXPECT: 2: >é +κλειδί ?日本 |日本
// EXPECT: 3: >日本 κλειδί ümlaut é 1 return(1) -κλειδί
// EXPECT: end:
// EXPECT: alternatives:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b ?c |c
// EXPECT: 3: >c return(5)
// EXPECT: end:
// EXPECT: long line:
// EXPECT: 1: ?long |long
// EXPECT: 2: >long ?a |a
// EXPECT: 3: >a return(159600)
// EXPECT: end:
