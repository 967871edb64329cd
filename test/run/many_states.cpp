// RUN: %run_and_compare %s %t
// A coroutine with more suspension points than a byte or a fold can count: straight on, in scopes, and destroyed half
// way; the states between which it moves are distinct.
#include "trace.hpp"

struct tick {
  int n;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> handle) const { pending = handle; }
  int await_resume() const { return n; }
};

task<int> many() {
  int n = 0;
  n += co_await tick{0}; n += co_await tick{1}; n += co_await tick{2}; n += co_await tick{3};
  n += co_await tick{4}; n += co_await tick{5}; n += co_await tick{6}; n += co_await tick{7};
  n += co_await tick{8}; n += co_await tick{9}; n += co_await tick{10}; n += co_await tick{11};
  n += co_await tick{12}; n += co_await tick{13}; n += co_await tick{14}; n += co_await tick{15};
  n += co_await tick{16}; n += co_await tick{17}; n += co_await tick{18}; n += co_await tick{19};
  n += co_await tick{20}; n += co_await tick{21}; n += co_await tick{22}; n += co_await tick{23};
  n += co_await tick{24}; n += co_await tick{25}; n += co_await tick{26}; n += co_await tick{27};
  n += co_await tick{28}; n += co_await tick{29}; n += co_await tick{30}; n += co_await tick{31};
  n += co_await tick{32}; n += co_await tick{33}; n += co_await tick{34}; n += co_await tick{35};
  n += co_await tick{36}; n += co_await tick{37}; n += co_await tick{38}; n += co_await tick{39};
  n += co_await tick{40}; n += co_await tick{41}; n += co_await tick{42}; n += co_await tick{43};
  n += co_await tick{44}; n += co_await tick{45}; n += co_await tick{46}; n += co_await tick{47};
  n += co_await tick{48}; n += co_await tick{49}; n += co_await tick{50}; n += co_await tick{51};
  n += co_await tick{52}; n += co_await tick{53}; n += co_await tick{54}; n += co_await tick{55};
  n += co_await tick{56}; n += co_await tick{57}; n += co_await tick{58}; n += co_await tick{59};
  n += co_await tick{60}; n += co_await tick{61}; n += co_await tick{62}; n += co_await tick{63};
  n += co_await tick{64}; n += co_await tick{65}; n += co_await tick{66}; n += co_await tick{67};
  n += co_await tick{68}; n += co_await tick{69}; n += co_await tick{70}; n += co_await tick{71};
  n += co_await tick{72}; n += co_await tick{73}; n += co_await tick{74}; n += co_await tick{75};
  n += co_await tick{76}; n += co_await tick{77}; n += co_await tick{78}; n += co_await tick{79};
  n += co_await tick{80}; n += co_await tick{81}; n += co_await tick{82}; n += co_await tick{83};
  n += co_await tick{84}; n += co_await tick{85}; n += co_await tick{86}; n += co_await tick{87};
  n += co_await tick{88}; n += co_await tick{89}; n += co_await tick{90}; n += co_await tick{91};
  n += co_await tick{92}; n += co_await tick{93}; n += co_await tick{94}; n += co_await tick{95};
  n += co_await tick{96}; n += co_await tick{97}; n += co_await tick{98}; n += co_await tick{99};
  n += co_await tick{100}; n += co_await tick{101}; n += co_await tick{102}; n += co_await tick{103};
  n += co_await tick{104}; n += co_await tick{105}; n += co_await tick{106}; n += co_await tick{107};
  n += co_await tick{108}; n += co_await tick{109}; n += co_await tick{110}; n += co_await tick{111};
  n += co_await tick{112}; n += co_await tick{113}; n += co_await tick{114}; n += co_await tick{115};
  n += co_await tick{116}; n += co_await tick{117}; n += co_await tick{118}; n += co_await tick{119};
  n += co_await tick{120}; n += co_await tick{121}; n += co_await tick{122}; n += co_await tick{123};
  n += co_await tick{124}; n += co_await tick{125}; n += co_await tick{126}; n += co_await tick{127};
  n += co_await tick{128}; n += co_await tick{129}; n += co_await tick{130}; n += co_await tick{131};
  noisy half("half");
  n += co_await tick{132}; n += co_await tick{133}; n += co_await tick{134}; n += co_await tick{135};
  n += co_await tick{136}; n += co_await tick{137}; n += co_await tick{138}; n += co_await tick{139};
  n += co_await tick{140}; n += co_await tick{141}; n += co_await tick{142}; n += co_await tick{143};
  n += co_await tick{144}; n += co_await tick{145}; n += co_await tick{146}; n += co_await tick{147};
  n += co_await tick{148}; n += co_await tick{149}; n += co_await tick{150}; n += co_await tick{151};
  n += co_await tick{152}; n += co_await tick{153}; n += co_await tick{154}; n += co_await tick{155};
  n += co_await tick{156}; n += co_await tick{157}; n += co_await tick{158}; n += co_await tick{159};
  n += co_await tick{160}; n += co_await tick{161}; n += co_await tick{162}; n += co_await tick{163};
  n += co_await tick{164}; n += co_await tick{165}; n += co_await tick{166}; n += co_await tick{167};
  n += co_await tick{168}; n += co_await tick{169}; n += co_await tick{170}; n += co_await tick{171};
  n += co_await tick{172}; n += co_await tick{173}; n += co_await tick{174}; n += co_await tick{175};
  n += co_await tick{176}; n += co_await tick{177}; n += co_await tick{178}; n += co_await tick{179};
  n += co_await tick{180}; n += co_await tick{181}; n += co_await tick{182}; n += co_await tick{183};
  n += co_await tick{184}; n += co_await tick{185}; n += co_await tick{186}; n += co_await tick{187};
  n += co_await tick{188}; n += co_await tick{189}; n += co_await tick{190}; n += co_await tick{191};
  n += co_await tick{192}; n += co_await tick{193}; n += co_await tick{194}; n += co_await tick{195};
  n += co_await tick{196}; n += co_await tick{197}; n += co_await tick{198}; n += co_await tick{199};
  n += co_await tick{200}; n += co_await tick{201}; n += co_await tick{202}; n += co_await tick{203};
  n += co_await tick{204}; n += co_await tick{205}; n += co_await tick{206}; n += co_await tick{207};
  n += co_await tick{208}; n += co_await tick{209}; n += co_await tick{210}; n += co_await tick{211};
  n += co_await tick{212}; n += co_await tick{213}; n += co_await tick{214}; n += co_await tick{215};
  n += co_await tick{216}; n += co_await tick{217}; n += co_await tick{218}; n += co_await tick{219};
  n += co_await tick{220}; n += co_await tick{221}; n += co_await tick{222}; n += co_await tick{223};
  n += co_await tick{224}; n += co_await tick{225}; n += co_await tick{226}; n += co_await tick{227};
  n += co_await tick{228}; n += co_await tick{229}; n += co_await tick{230}; n += co_await tick{231};
  n += co_await tick{232}; n += co_await tick{233}; n += co_await tick{234}; n += co_await tick{235};
  n += co_await tick{236}; n += co_await tick{237}; n += co_await tick{238}; n += co_await tick{239};
  n += co_await tick{240}; n += co_await tick{241}; n += co_await tick{242}; n += co_await tick{243};
  n += co_await tick{244}; n += co_await tick{245}; n += co_await tick{246}; n += co_await tick{247};
  n += co_await tick{248}; n += co_await tick{249}; n += co_await tick{250}; n += co_await tick{251};
  n += co_await tick{252}; n += co_await tick{253}; n += co_await tick{254}; n += co_await tick{255};
  n += co_await tick{256}; n += co_await tick{257}; n += co_await tick{258}; n += co_await tick{259};
  n += co_await tick{260}; n += co_await tick{261}; n += co_await tick{262}; n += co_await tick{263};
  noisy late("late");
  { noisy scope("s"); n += co_await tick{264}; n += co_await tick{265}; n += co_await tick{266}; }
  { noisy scope("s"); n += co_await tick{267}; n += co_await tick{268}; n += co_await tick{269}; }
  { noisy scope("s"); n += co_await tick{270}; n += co_await tick{271}; n += co_await tick{272}; }
  { noisy scope("s"); n += co_await tick{273}; n += co_await tick{274}; n += co_await tick{275}; }
  { noisy scope("s"); n += co_await tick{276}; n += co_await tick{277}; n += co_await tick{278}; }
  { noisy scope("s"); n += co_await tick{279}; n += co_await tick{280}; n += co_await tick{281}; }
  { noisy scope("s"); n += co_await tick{282}; n += co_await tick{283}; n += co_await tick{284}; }
  { noisy scope("s"); n += co_await tick{285}; n += co_await tick{286}; n += co_await tick{287}; }
  { noisy scope("s"); n += co_await tick{288}; n += co_await tick{289}; n += co_await tick{290}; }
  { noisy scope("s"); n += co_await tick{291}; n += co_await tick{292}; n += co_await tick{293}; }
  { noisy scope("s"); n += co_await tick{294}; n += co_await tick{295}; n += co_await tick{296}; }
  { noisy scope("s"); n += co_await tick{297}; n += co_await tick{298}; n += co_await tick{299}; }
  co_return n;
}

int main() {
  trace.quiet = true;
  for (int stop : {1, 132, 133, 200, 255, 256, 257, 264, 265, 299, 300}) {
    task<int> made = many();
    pending = made.handle;
    drive(stop);
    trace.quiet = false;
    line("destroyed at %d:", stop);
    { task<int> dead = std::move(made); }
    trace.quiet = true;
  }
  task<int> made = many();
  pending = made.handle;
  int count = drive();
  trace.quiet = false;
  line("%d resumptions, %d", count, made.await_resume());
}
// EXPECT: destroyed at 1:
// EXPECT: destroyed at 132:
// EXPECT: destroyed at 133: -half
// EXPECT: destroyed at 200: -half
// EXPECT: destroyed at 255: -half
// EXPECT: destroyed at 256: -half
// EXPECT: destroyed at 257: -half
// EXPECT: destroyed at 264: -half
// EXPECT: destroyed at 265: -s -late -half
// EXPECT: destroyed at 299: -s -late -half
// EXPECT: destroyed at 300: -s -late -half
// EXPECT: 301 resumptions, 44850
